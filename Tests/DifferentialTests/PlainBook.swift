import Foundation
import Reference
import TestSupport

/// A book of this project read in the plainest way: well-formed files, columns by their names.
struct PlainBook {
  let folder: URL

  private struct Unreadable: Error {
    let what: String
  }

  private func text(_ file: URL) throws -> String {
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return text.unicodeScalars.first == "\u{FEFF}"
      ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// The policies of the book.
  private func policies() throws -> [String] {
    let policies = folder.appending(path: "policies")
    let files = try FileManager.default.contentsOfDirectory(
      at: policies, includingPropertiesForKeys: nil)
    return try files.filter { $0.path.hasSuffix(".policy.json") }.map(text)
  }

  /// The texts of the data files, which a policy may name.
  private func dataFiles() throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "data").path)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ("data/\($0)", try text(folder.appending(path: "data/\($0)")))
      })
  }

  /// The evaluator of the book's policies.
  func reference() throws -> ReferenceEvaluator {
    ReferenceEvaluator(policies: try policies(), files: try dataFiles())
  }

  /// The rows of every input by contract column.
  func tables() throws -> [String: [[String: String]]] {
    let data = try Data(contentsOf: folder.appending(path: "merit.json"))
    guard let book = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let inputs = book["inputs"] as? [String: [String: Any]]
    else { throw Unreadable(what: folder.path) }
    return try inputs.mapValues { input in
      let dialect = input["dialect"] as? [String: String]
      let rows = try (input["files"] as? [String] ?? []).flatMap(files).flatMap {
        try records($0, delimiter: dialect?["delimiter"] ?? ",")
      }
      return rows.map { mapped($0, by: input["columns"] as? [String: Any] ?? [:]) }
    }
  }

  /// The files of a pattern with at most one star.
  private func files(_ pattern: String) throws -> [URL] {
    let parts = pattern.components(separatedBy: "*")
    guard parts.count == 2 else { return [folder.appending(path: pattern)] }
    let data = folder.appending(path: "data")
    return try FileManager.default.contentsOfDirectory(atPath: data.path).sorted()
      .map { "data/\($0)" }.filter { $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[1]) }
      .map { folder.appending(path: $0) }
  }

  private func records(_ file: URL, delimiter: String) throws -> [[String: String]] {
    let text = try text(file).replacingOccurrences(of: delimiter, with: ",")
    let lines = BookRunner.csvRecords(delimiter == "," ? try self.text(file) : text)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private func mapped(_ row: [String: String], by columns: [String: Any]) -> [String: String] {
    var row = row
    for (name, rule) in columns {
      if let source = rule as? String { row[name] = row[source] }
      guard let rule = rule as? [String: Any] else { continue }
      if let parts = rule["columns"] as? [String] {
        row[name] = parts.compactMap { row[$0] }.joined(separator: " ")
      }
      if let source = rule["column"] as? String, let values = rule["values"] as? [String: Bool] {
        row[name] = row[source].flatMap { values[$0] }.map { $0 ? "true" : "false" }
      }
    }
    return row
  }
}
