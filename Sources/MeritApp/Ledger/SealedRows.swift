import Crypto
import MeritEngine
import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import MeritReport

/// How many rows of each table lay in a period, with their digest, as a sealed document.
enum SealedRows {
  static let name = "rows.csv"

  /// Reads the tables once more and sums up the rows of the run's own period.
  static func file(of result: PeriodResult, _ reading: PeriodReading) throws -> OutputFile {
    let policy = result.calculation.policy
    let scan = MeasureScan(
      policy, sources: try reading.resolvedSources(policy).0, settings: reading.settings)
    var text = CSVText(header: ["table", "rows", "digest"])
    for table in policy.inputs.map(\.name).sorted() {
      let sum = try scan.sum(
        of: table, in: result.calculation.cohort.period, hashing: { hash($0) })
      let digest = sum.words.map { String($0, radix: 16) }.joined(separator: "-")
      text.append([table, String(sum.count), digest])
    }
    return OutputFile(path: name, bytes: text.bytes)
  }

  private static func hash(_ row: String) -> [UInt64] {
    let bytes = Array(SHA256.hash(data: Array(row.utf8)))
    return (0..<4).map { word in
      bytes[word * 8..<word * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// The tables whose rows are others than were sealed.
  static func differences(sealed: [UInt8], now: [UInt8]) -> [String] {
    func lines(_ bytes: [UInt8]) -> Set<[String]> {
      Set(CSVLines(String(decoding: bytes, as: UTF8.self)))
    }
    return Set(lines(sealed).symmetricDifference(lines(now)).compactMap(\.first)).sorted()
  }
}
