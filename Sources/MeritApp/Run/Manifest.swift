import MeritEngine
import MeritModel
import MeritPolicy
import MeritReport

/// The version of the program, as `merit --version` and the manifest say it.
package let meritVersion = "0.1.0"

/// Writes manifest.json: what was computed from what, with the hashes that let anyone compare.
///
/// No clock, no user, no path outside the book stands in it, so the same run gives the same bytes.
struct Manifest {
  let result: PeriodResult
  let outputs: [(path: String, hash: String)]

  var file: OutputFile {
    OutputFile(path: "manifest.json", text: json.indented() + "\n")
  }

  private var json: JSONValue {
    let header = result.calculation.policy.header
    return .object([
      ("merit", .text(meritVersion)),
      ("period", .text(result.calculation.cohort.period.name)),
      ("asKnownOn", JSONValue(result.knownOn?.description)),
      (
        "policy",
        policy(
          PolicyFact(
            id: header.id, version: header.version, file: result.policyFile.file,
            hash: result.policyFile.hash))
      ),
      ("otherPolicies", .array(result.otherPolicies.map(policy))),
      ("timeZone", .text(header.timeZone)),
      ("corrects", .array(result.corrections.map { .text($0.facts.period) })),
      ("earlier", .array(result.earlier.map(earlier))),
      ("inputs", .array(result.inputs.map(input))),
      ("outputs", .array(outputs.map(output))),
    ])
  }

  private func policy(_ fact: PolicyFact) -> JSONValue {
    .object([
      ("id", .text(fact.id)), ("version", .text(fact.version)), ("file", .text(fact.file)),
      ("sha256", .text(fact.hash)),
    ])
  }

  private func earlier(_ period: EarlierPeriod) -> JSONValue {
    .object([
      ("period", .text(period.name)), ("seal", JSONValue(period.seal)),
      ("computed", .flag(period.isComputed)),
    ])
  }

  private func input(_ fact: InputFact) -> JSONValue {
    .object([
      ("table", .text(fact.table)), ("file", .text(fact.file)), ("sha256", .text(fact.hash)),
      ("rows", .whole(fact.rows)), ("encoding", JSONValue(fact.encoding)),
    ])
  }

  private func output(_ output: (path: String, hash: String)) -> JSONValue {
    .object([("file", .text(output.path)), ("sha256", .text(output.hash))])
  }
}
