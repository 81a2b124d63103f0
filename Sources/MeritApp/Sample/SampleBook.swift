import Foundation
package import MeritModel

/// The book that `merit init` writes: the default policy with a month of invented data.
package enum SampleBook {
  /// The files: path relative to the book, and contents.
  package static var files: [(path: String, bytes: [UInt8])] {
    encoded.map { ($0.path, Array(Data(base64Encoded: $0.contents) ?? Data())) }
  }

  /// Where the default policy lies in a book.
  package static let policyPath = "policies/telesales.policy.json"

  /// The month that the sample data hold.
  package static let period = "2026-03"

  /// Writes the book; refuses a folder that already holds something.
  package static func write(
    to folder: String, files system: any FileSystem
  ) throws(FileError) -> [Diagnostic] {
    if system.kind(of: folder) == .file {
      return [notEmpty("`\(folder)` is a file")]
    }
    if system.kind(of: folder) == .folder, try !system.list(folder).isEmpty {
      return [notEmpty("the folder `\(folder)` is not empty")]
    }
    if system.kind(of: folder) == .folder {
      for file in files {
        let path = "\(folder)/\(file.path)"
        try system.makeFolder(parentFolder(of: path))
        try system.write(file.bytes, to: path)
      }
      return []
    }
    try system.makeFolder(parentFolder(of: folder))
    let draft = try AtomicFolder(target: folder, files: system)
    do throws(FileError) {
      for file in files { try draft.write(file.bytes, to: file.path) }
      try draft.commit()
    } catch {
      draft.discard()
      throw error
    }
    return []
  }

  private static func notEmpty(_ message: String) -> Diagnostic {
    Diagnostic(.folderNotEmpty, message, help: "name a new folder, as in `merit init new-book`")
  }
}
