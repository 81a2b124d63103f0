/// Names a place in a file that the user gave.
package struct SourcePlace: Hashable, Sendable {
  /// The file as the user knows it: relative to the book where it lies inside.
  package let file: String
  /// The line from 1; nil where the whole file is meant.
  package let line: Int?
  /// The column from 1, in characters of that line; nil where the whole line is meant.
  package let column: Int?
  /// The JSON pointer, in JSON files.
  package let pointer: String?

  /// Makes a place.
  package init(file: String, line: Int? = nil, column: Int? = nil, pointer: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.pointer = pointer
  }
}

extension SourcePlace: Comparable {
  /// Orders by file, line, column.
  package static func < (left: SourcePlace, right: SourcePlace) -> Bool {
    (left.file, left.line ?? 0, left.column ?? 0, left.pointer ?? "")
      < (right.file, right.line ?? 0, right.column ?? 0, right.pointer ?? "")
  }
}

extension SourcePlace: CustomStringConvertible {
  /// The place as `file:line:column`.
  package var description: String {
    file + (line.map { ":\($0)" } ?? "") + (line == nil ? "" : column.map { ":\($0)" } ?? "")
  }
}
