internal import Foundation
internal import MeritApp
internal import MeritModel
internal import MeritPolicy

/// Reads any bytes as JSON and as a policy, and looks for what must never happen.
package enum JSONTrial {
  /// Pieces of text that matter to the reader.
  package static let pieces = [
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "\\uDC00", "\\u00e9", "null",
    "true",
    "false", "-0", "1e999", "0.1", "01", "1E+2", "123456789012345678901234567890", "//", "/* */",
    "\t", "NaN",
    "\"a\":1,\"a\":2", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":", "policyFormat",
    "\"when\": \"a and b\"", "é", "e\u{301}",
    "\u{FEFF}", "🙂", "\u{2028}", "''", "<=", "sum(", "))", "12%", "2026-02-30",
  ]

  /// What is wrong with the readers, by these bytes; nil where nothing is.
  package static func flaw(_ bytes: [UInt8]) -> String? {
    let read = JSONReader.read(bytes, file: "f.json")
    if read.result == nil, read.diagnostics.isEmpty { return "refused without a finding" }
    for finding in read.diagnostics where (finding.place?.line ?? 0) < 1 {
      return "a finding without a line: \(finding.message)"
    }
    if let root = read.valid, let flaw = flaw(root, bytes) { return flaw }
    let compiled = PolicyCompiler.compile(bytes, file: "f.json")
    if compiled.result == nil, !compiled.diagnostics.hasErrors {
      return "no policy and no error"
    }
    let again = PolicyCompiler.compile(bytes, file: "f.json")
    return again.diagnostics == compiled.diagnostics ? nil : "the findings differ from time to time"
  }

  /// What becomes of bytes that are read as JSON, on one line.
  package static func outcome(_ bytes: [UInt8]) -> String {
    let read = JSONReader.read(bytes, file: "f.json")
    if read.valid != nil { return "read" }
    return "refused: \(Set(read.diagnostics.map(\.code.rawValue)).sorted().joined(separator: " "))"
  }

  private static func flaw(_ root: JSONNode, _ bytes: [UInt8]) -> String? {
    let text = JSONValue(root).text
    guard let again = JSONValue(json: text), again.text == text else {
      return "what is written again is read otherwise: \(text.prefix(200))"
    }
    // The other reader has no word on numbers that it cannot hold.
    let data = Data(text.utf8)
    let other = try? JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
    let isLong = text.contains { $0 == "e" || $0 == "E" } || text.count > 4000
    return other == nil && !isLong ? "another reader refuses it: \(text.prefix(200))" : nil
  }
}
