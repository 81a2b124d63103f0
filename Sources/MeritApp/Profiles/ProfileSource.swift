/// The source file that carries the profiles, made from Config/profiles.
package enum ProfileSource {
  /// Where the file lies in the project.
  package static let path = "Sources/MeritApp/Profiles/ShippedProfiles+Generated.swift"

  /// The text of the file as it should be.
  package static func text(project: String, files: any FileSystem) throws(FileError) -> String {
    try EncodedFiles.text(
      of: "Config/profiles", as: "ShippedProfiles", "The files of Config/profiles",
      project: project, files: files)
  }
}
