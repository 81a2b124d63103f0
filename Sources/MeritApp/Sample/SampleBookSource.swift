/// The source file that carries the sample book, made from Examples/first-run.
package enum SampleBookSource {
  /// Where the file lies in the project.
  package static let path = "Sources/MeritApp/Sample/SampleBook+Generated.swift"

  /// What belongs to the example's test, not to a user's book.
  private static let left: Set<String> = ["expected-figures.csv", "out", "workbook.png"]

  /// The text of the file as it should be.
  package static func text(project: String, files: any FileSystem) throws(FileError) -> String {
    try EncodedFiles.text(
      of: "Examples/first-run", as: "SampleBook", "The files of the sample book", without: left,
      project: project, files: files)
  }
}
