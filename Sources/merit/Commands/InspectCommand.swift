import ArgumentParser
import MeritApp
import MeritImport
import MeritModel

/// `merit inspect`: what is in a file, without a book or a policy.
struct InspectCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Shows how a file is written and what stands in it.",
    discussion: """
      Encoding with what speaks for it, form, the program that made it, columns with their first \
      cells. Needs no book and changes nothing.

      Examples:
        merit inspect data/calls.csv
        merit inspect data/calls.csv --encoding gb18030
      """)

  @Argument(help: ArgumentHelp("The files.", valueName: "file"))
  var files: [String]

  @Option(help: "Read them in this encoding.")
  var encoding: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let encoding, TextEncoding(named: encoding) == nil {
      let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("the encoding `\(encoding)` is not known; it is one of \(names)")
    }
  }

  func perform(_ reporter: Reporter) throws -> ExitCode {
    var (inspections, diagnostics): ([FileInspection], [Diagnostic]) = ([], [])
    let settings = DialectSettings(encoding: encoding.flatMap { TextEncoding(named: $0) })
    for path in files {
      guard let file = try InputFile(path: path) else {
        diagnostics.append(
          Diagnostic(
            .fileMissing, "there is no file `\(path)`",
            help: "correct the path; `ls` shows what is in a folder"))
        continue
      }
      let inspection = try FileInspection.shipped(
        file, name: path, settings: settings, isCancelled: { Interruption.isRequested })
      inspections.append(inspection)
      diagnostics += inspection.diagnostics
    }
    reporter.report(diagnostics)
    reporter.result(
      inspections.map { $0.text(isRedacted: shared.redact) }.joined(separator: "\n"),
      json: .array(inspections.map { $0.json(isRedacted: shared.redact) }))
    return diagnostics.hasErrors ? .findings : .success
  }
}
