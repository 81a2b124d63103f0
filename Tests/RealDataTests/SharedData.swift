import Foundation

/// Finds the public data sets that lie outside the project.
enum SharedData {
  /// The folder of the data sets, or nil where they are absent: `MERIT_SHARED/data`, else
  /// `shared/data` beside the project.
  static let folder: URL? = {
    let project = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { place, _ in
      place.deletingLastPathComponent()
    }
    let beside = project.deletingLastPathComponent().appendingPathComponent("shared")
    let named = ProcessInfo.processInfo.environment["MERIT_SHARED"].map(URL.init(fileURLWithPath:))
    let data = (named ?? beside).appendingPathComponent("data")
    return FileManager.default.fileExists(atPath: data.path) ? data : nil
  }()

  static let skipped = "skipped: the data sets are not beside the project (set MERIT_SHARED)"
}

extension String {
  /// The lines of a text with LF or CRLF ends, without a byte order mark.
  var textLines: [String] {
    let text = unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
    return text.split(whereSeparator: \.isNewline).map(String.init)
  }
}

extension URL {
  /// The text of a UTF-8 file.
  func text() throws -> String { String(decoding: try Data(contentsOf: self), as: UTF8.self) }
}
