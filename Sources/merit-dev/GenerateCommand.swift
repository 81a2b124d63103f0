import ArgumentParser
import Foundation
import MeritApp

/// Writes the generated files of the project anew.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Writes the sample book into the program's source.")

  @Option(help: "The project's folder.")
  var project = "."

  func run() throws {
    let text = try SampleBookSource.text(project: project, files: LocalFileSystem())
    let file = URL(filePath: "\(project)/\(SampleBookSource.path)")
    try Data(text.utf8).write(to: file)
  }
}
