import ArgumentParser
import Foundation
import Fuzzing

/// Tries damaged texts on the readers of exports and policies.
struct FuzzCommand: ParsableCommand {
  /// What is tried.
  enum Target: String, CaseIterable, ExpressibleByArgument {
    case csv
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Tries damaged texts on a reader for some minutes.",
    discussion: """
      The same seed and number give the same text. A text that ends the process or takes too long is \
      found again by the number in the file of --state.
      """)

  @Argument(help: "csv or json.")
  var target: Target

  @Option(help: "How many minutes.")
  var minutes = 10.0

  @Option(help: "The seed.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first text.")
  var from: UInt64 = 0

  @Option(help: "A folder of texts to begin from, with all below it; may be given several times.")
  var corpus: [String] = ["Examples", "Config", "Tests"]

  @Option(help: "Where texts with findings are written.")
  var out = "."

  @Option(help: "The file that holds the number of the text that is tried.")
  var state = "/tmp/merit-fuzz.state"

  func run() throws {
    let texts = corpus.flatMap(texts)
    let mutator = Mutator(
      corpus: texts, pieces: target == .csv ? CSVTrial.pieces : JSONTrial.pieces)
    let fuzzer = Fuzzer(target.rawValue, mutator, seed: seed) { [target] text in
      target == .csv ? try CSVTrial.flaw(text) : JSONTrial.flaw(text)
    }
    _ = FileManager.default.createFile(atPath: state, contents: nil)
    let file = FileHandle(forWritingAtPath: state)
    let start = Date()
    let result = fuzzer.run(from: from, seconds: minutes * 60) { number in
      try? file?.seek(toOffset: 0)
      try? file?.write(contentsOf: Data("\(number)          \n".utf8))
    } isSlow: { number in
      FileHandle.standardError.write(
        Data("text \(number) takes more than \(Fuzzer.patience) seconds\n".utf8))
      Foundation.exit(3)
    }
    for finding in result.findings {
      let path = "\(out)/fuzz-\(target.rawValue)-\(seed)-\(finding.number).txt"
      try Data(finding.text).write(to: URL(filePath: path))
      print("\(path): \(finding.flaw.prefix(1000))")
    }
    let seconds = Date().timeIntervalSince(start)
    print(
      "\(result.tried) texts from \(texts.count) in \(Int(seconds)) s, "
        + "\(result.findings.count) findings")
    if !result.findings.isEmpty { throw ExitCode(1) }
  }

  /// The texts of a folder that are short enough.
  private func texts(_ folder: String) -> [[UInt8]] {
    let ending = target.rawValue
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.sorted().filter {
      $0.hasSuffix(".\(ending)") || (ending == "csv" && $0.hasSuffix(".txt"))
    }
    .compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }
    .filter { $0.count <= Mutator.longest }.map { Array($0) }
  }
}
