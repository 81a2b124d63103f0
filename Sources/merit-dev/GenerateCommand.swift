import ArgumentParser
import Foundation
import MeritApp

/// Writes the generated files of the project anew.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Writes the schemas, and the sample book and profiles in the program's source.")

  @Option(help: "The project's folder.")
  var project = "."

  func run() throws {
    for schema in SchemaFiles.all { try write(schema.text, to: schema.path) }
    let sample = try SampleBookSource.text(project: project, files: LocalFileSystem())
    try write(sample, to: SampleBookSource.path)
    let profiles = try ProfileSource.text(project: project, files: LocalFileSystem())
    try write(profiles, to: ProfileSource.path)
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(project)/\(path)"))
  }
}
