import Foundation
import Testing

/// A book over one public data set: its policy is ours, its data stays outside the project.
struct RealBook: CustomTestStringConvertible, Sendable {
  var name: String
  var period: String
  /// How many figures the data set's list gives for the period: none may go unread.
  var count: Int
  /// Files of the data sets that the book reads as they came, with their name in the book.
  var files: [(from: String, to: String)]
  /// Files made from the data: the roster and who is meant by which key.
  var derive: @Sendable (_ data: URL) throws -> [String: String]
  var expected: @Sendable (_ data: URL) throws -> [ExpectedFigure]

  var testDescription: String { name }

  static let all = [callCentre, crm, reseller]

  /// Lays the book out in `folder`.
  func lay(in folder: URL, data: URL) throws {
    let ours = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Books/\(name)")
    let manager = FileManager.default
    for item in try manager.contentsOfDirectory(atPath: ours.path) {
      try manager.copyItem(
        at: ours.appendingPathComponent(item), to: folder.appendingPathComponent(item))
    }
    let target = folder.appendingPathComponent("data")
    try manager.createDirectory(at: target, withIntermediateDirectories: true)
    for file in files {
      try manager.copyItem(
        at: data.appendingPathComponent(file.from), to: target.appendingPathComponent(file.to))
    }
    for (file, text) in try derive(data) {
      try Data(text.utf8).write(to: target.appendingPathComponent(file))
    }
  }

  /// The entry of the period in the data set's expected figures.
  static func expectations(_ data: URL, _ name: String, _ period: String) throws -> ExactJSON {
    let text = try data.appendingPathComponent("\(name)/expected.json").text()
    return try ExactJSONReader.read(text)["periods"][period]
  }

  /// CSV text of rows whose fields need no quotes.
  static func csv(_ header: String, _ rows: [[String]]) -> String {
    ([header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n"
  }
}
