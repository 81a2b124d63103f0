import ArgumentParser
import Foundation
import Fuzzing

/// Reads every file of a folder of torture files and tells what becomes of each.
struct TortureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torture",
    abstract: "Reads all CSV and JSON files below folders, and tells what becomes of each.")

  @Argument(help: "The folders.")
  var folders: [String]

  @Flag(help: "Tell the sums only.")
  var quiet = false

  func run() throws {
    var (sums, flaws): ([String: Int], Int) = ([:], 0)
    for path in folders.flatMap(files) {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      let (bytes, start) = (Array(data), Date())
      let isJSON = path.hasSuffix(".json")
      let outcome = isJSON ? jsonOutcome(bytes) : try FileOutcome(bytes).words
      let flaw = isJSON ? JSONTrial.flaw(bytes) : try CSVTrial.flaw(bytes)
      let seconds = Date().timeIntervalSince(start)
      if !quiet { print("\(path)\t\(outcome)" + (seconds > 1 ? "\t\(seconds) s" : "")) }
      if let flaw {
        flaws += 1
        print("\(path)\tFLAW: \(flaw.prefix(500))")
      }
      sums[outcome.hasPrefix("refused") ? "refused" : "read", default: 0] += 1
    }
    print("\(sums["read"] ?? 0) read, \(sums["refused"] ?? 0) refused, \(flaws) flaws")
    if flaws > 0 { throw ExitCode(1) }
  }

  private func jsonOutcome(_ bytes: [UInt8]) -> String { JSONTrial.outcome(bytes) }

  private func files(_ folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.sorted().filter { $0.hasSuffix(".csv") || $0.hasSuffix(".json") }
      .map { "\(folder)/\($0)" }
  }
}
