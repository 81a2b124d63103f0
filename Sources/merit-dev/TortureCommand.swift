import ArgumentParser
import Foundation
import Fuzzing

/// Reads every file of a folder of torture files and tells what becomes of each.
struct TortureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torture",
    abstract: "Reads all CSV and JSON files below folders, and tells what becomes of each.")

  @Argument(help: "The folders, or single files.")
  var folders: [String]

  @Flag(help: "Tell the sums only.")
  var quiet = false

  @Flag(help: "Write what is read of each table as one line of JSON, and look for nothing else.")
  var rows = false

  func run() throws {
    guard !rows else {
      for path in folders.flatMap(files) where !path.hasSuffix(".json") { try writeRows(path) }
      return
    }
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

  private func writeRows(_ path: String) throws {
    let outcome = try FileOutcome(Array(FileManager.default.contents(atPath: path) ?? Data()))
    let line: [String: Any] = [
      "file": path, "errors": outcome.errors, "told": outcome.told.sorted(),
      "dialect": outcome.dialect, "header": outcome.header, "rows": outcome.rows,
    ]
    let data = try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys])
    print(String(decoding: data, as: UTF8.self))
  }

  private func jsonOutcome(_ bytes: [UInt8]) -> String { JSONTrial.outcome(bytes) }

  private func files(_ folder: String) -> [String] {
    let kind = try? FileManager.default.attributesOfItem(atPath: folder)[.type]
    if kind as? FileAttributeType == .typeRegular { return [folder] }
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.sorted().filter { $0.hasSuffix(".csv") || $0.hasSuffix(".json") }
      .map { "\(folder)/\($0)" }
  }
}
