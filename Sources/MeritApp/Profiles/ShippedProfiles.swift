import Foundation
package import MeritImport
import MeritModel
import MeritPolicy

/// The profiles that the program carries, from Config/profiles.
package enum ShippedProfiles {
  /// The profile that knows names of columns only.
  package static let generic = "generic"

  /// The files: name and contents.
  package static var files: [(path: String, bytes: [UInt8])] {
    encoded.map { ($0.path, Array(Data(base64Encoded: $0.contents) ?? Data())) }
  }

  private static let readings = files.compactMap { file in
    ProfileReader.read(file.bytes, file: file.path).valid
  }

  /// All profiles of programs, by name.
  package static let all = readings.map(\.profile).filter { !$0.forms.isEmpty }
    .sorted { $0.id < $1.id }

  /// What columns are called.
  package static let words = ColumnWords(
    readings.map(\.names).reduce(into: [:]) { $0.merge($1) { first, _ in first } })

  /// What the name of a profile in a book stands for; nil where there is none of that name.
  package static func use(named id: String) -> ProfileUse? {
    if id == generic { return ProfileUse(forms: [], words: words) }
    return all.first { $0.id == id }.map { ProfileUse(forms: $0.forms, words: words) }
  }

  /// The names that may stand in a book.
  package static var names: [String] { (all.map(\.id) + [generic]).sorted() }
}

extension ShippedProfiles {
  /// All forms of all profiles, in the order in which files are compared with them.
  package static let forms = all.flatMap { profile in
    profile.forms.map { (profile: profile, form: $0) }
  }
}

extension FileInspection {
  /// Looks at a file and compares it with all known forms.
  package static func shipped(
    _ file: InputFile, name: String, settings: DialectSettings = DialectSettings(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(ImportError) -> FileInspection {
    try FileInspection(
      file, name: name, settings: settings, forms: ShippedProfiles.forms.map(\.form),
      isCancelled: isCancelled)
  }
}
