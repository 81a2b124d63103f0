package import Foundation

/// One line of a `figures.csv`, each field as its text stands there.
package struct FigureRow: Sendable, Hashable {
  package var scope, id, period, figure, kind, state, value: String
}

/// What a finished command left: its status and both of its outputs.
package struct CommandResult: Sendable {
  package var status: Int32
  /// True where a signal ended the process before it could answer for itself.
  package var wasKilled: Bool
  package var standardOutput: String
  package var standardError: String
}

/// A fact about a command that could not be run or read at all.
package enum BookRunnerError: Error {
  case noExecutable(lookedIn: [String])
  case runFailed(CommandResult)
  case unreadableFigures(String)
}

/// A command that has been started and not yet waited for.
package struct RunningCommand: Sendable {
  package let processIdentifier: Int32
  fileprivate let ends: AsyncStream<(Int32, Bool)>
  fileprivate let output: URL
  fileprivate let error: URL

  /// Waits for the end of the command and reads what it wrote.
  package func finish() async throws -> CommandResult {
    var ending: (Int32, Bool) = (-1, true)
    for await one in ends { ending = one }
    let texts = try [output, error].map {
      String(decoding: try Data(contentsOf: $0), as: UTF8.self)
    }
    try FileManager.default.removeItem(at: output.deletingLastPathComponent())
    return CommandResult(
      status: ending.0, wasKilled: ending.1, standardOutput: texts[0], standardError: texts[1])
  }
}

/// Runs the built `merit` on a book in a folder, as a person at a terminal would.
package enum BookRunner {
  /// The `merit` built beside the running tests; `MERIT_BINARY` names another.
  package static func executable() throws -> URL {
    if let named = ProcessInfo.processInfo.environment["MERIT_BINARY"] {
      return URL(fileURLWithPath: named)
    }
    var looked: [String] = []
    for start in [CommandLine.arguments.first ?? ".", Bundle.main.bundlePath, #filePath] {
      var folder = URL(fileURLWithPath: start).standardizedFileURL
      while folder.path != "/" {
        folder.deleteLastPathComponent()
        for name in ["merit", ".build/debug/merit"] {
          let candidate = folder.appendingPathComponent(name)
          looked.append(candidate.path)
          if isProgram(candidate) { return candidate }
        }
      }
    }
    throw BookRunnerError.noExecutable(lookedIn: looked)
  }

  /// Starts a command in `folder`; nothing is waited for.
  package static func start(
    _ arguments: [String], in folder: URL, program: URL? = nil
  ) throws -> RunningCommand {
    let process = Process()
    process.executableURL = try program ?? executable()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let scratch = try makeFolder()
    let files = ["stdout", "stderr"].map { scratch.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }
    let handles = try files.map { try FileHandle(forWritingTo: $0) }
    // The command has its own copies once it runs. `Process` keeps these open for as long as the
    // tests run, and from some 1,300 open files on Foundation reads beyond its list of them.
    defer { for handle in handles { try? handle.close() } }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    let (ends, end) = AsyncStream.makeStream(of: (Int32, Bool).self)
    process.terminationHandler = { ended in
      end.yield((ended.terminationStatus, ended.terminationReason == .uncaughtSignal))
      end.finish()
    }
    try process.run()
    return RunningCommand(
      processIdentifier: process.processIdentifier, ends: ends, output: files[0], error: files[1])
  }

  /// Runs a command in `folder` to its end.
  package static func run(
    _ arguments: [String], in folder: URL, program: URL? = nil
  ) async throws -> CommandResult {
    try await start(arguments, in: folder, program: program).finish()
  }

  /// Runs a period of the book in `folder`; throws what the command said if it did not succeed.
  package static func runBook(folder: URL, period: String) async throws -> [FigureRow] {
    let result = try await run(["run", period, "--book", folder.path], in: folder)
    guard result.status == 0, !result.wasKilled else { throw BookRunnerError.runFailed(result) }
    return try figures(in: folder, period: period)
  }

  /// Reads `out/PERIOD/figures.csv` of the book in `folder`.
  package static func figures(in folder: URL, period: String) throws -> [FigureRow] {
    let file = folder.appendingPathComponent("out/\(period)/figures.csv")
    let records = csvRecords(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    let header = ["scope", "id", "period", "figure", "kind", "state", "value"]
    guard records.first == header else {
      throw BookRunnerError.unreadableFigures("the header is \(records.first ?? [])")
    }
    return try records.dropFirst().map { fields in
      guard fields.count == header.count else {
        throw BookRunnerError.unreadableFigures("a record has \(fields.count) fields: \(fields)")
      }
      return FigureRow(
        scope: fields[0], id: fields[1], period: fields[2], figure: fields[3], kind: fields[4],
        state: fields[5], value: fields[6])
    }
  }

  /// Splits RFC 4180 text with LF or CRLF line ends into records of unquoted fields.
  package static func csvRecords(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var quoted = false
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\"") where quoted && bytes.first == byte:
        field.append(byte)
        bytes.removeFirst()
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: ",") where !quoted:
        record.append(String(decoding: field, as: UTF8.self))
        field = []
      case UInt8(ascii: "\r") where !quoted && bytes.first == UInt8(ascii: "\n"): break
      case UInt8(ascii: "\n") where !quoted:
        records.append(record + [String(decoding: field, as: UTF8.self)])
        record = []
        field = []
      default: field.append(byte)
      }
    }
    if !record.isEmpty || !field.isEmpty {
      records.append(record + [String(decoding: field, as: UTF8.self)])
    }
    return records
  }

  /// Gives `body` a folder of its own and removes it afterwards.
  package static func withFolder<Result>(
    _ body: (URL) async throws -> Result
  ) async throws -> Result {
    let folder = try makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }

  /// Gives `body` a copy of a book, which is removed afterwards, as the whole folder around it is.
  package static func withCopy<Result>(
    of book: URL, _ body: (URL) async throws -> Result
  ) async throws -> Result {
    try await withFolder { folder in
      let copy = folder.appendingPathComponent("book")
      try FileManager.default.copyItem(at: book, to: copy)
      return try await body(copy)
    }
  }

  private static func makeFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("merit-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func isProgram(_ file: URL) -> Bool {
    let kind = try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
    return kind == true && FileManager.default.isExecutableFile(atPath: file.path)
  }
}
