import ArgumentParser
import Foundation

/// Compares every file's imports with the drawing of the architecture, and the engine with the
/// reference on many random books.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks that imports run one way, and the engine against the reference.")

  @Option(help: "The project's folder.")
  var project = "."

  @Flag(help: "Also compares the engine with the reference on random books.")
  var long = false

  @Option(help: "With --long: how many books.")
  var cases: UInt64 = 5000

  @Option(help: "With --long: the first seed.")
  var from: UInt64 = 1

  @Option(help: "Compares the one book of a seed.")
  var seed: UInt64?

  @Option(help: "With --seed: writes the book and both lists of figures into a folder.")
  var write: String?

  /// What each module may import of the project's own modules and of the libraries.
  static let allowed: [String: Set<String>] = [
    "MeritModel": ["Synchronization"],
    "MeritPolicy": ["MeritModel", "Foundation"],
    "MeritLedger": ["MeritModel", "GRDB", "CZlib", "Foundation", "Synchronization"],
    "MeritImport": [
      "MeritModel", "Foundation", "Dispatch", "Synchronization", "Glibc", "Darwin", "iconv",
      "_Builtin_intrinsics",
    ],
    "MeritMeasure": ["MeritImport", "MeritPolicy", "MeritModel"],
    "MeritEngine": ["MeritPolicy", "MeritModel", "Synchronization"],
    "MeritReport": ["MeritEngine", "MeritPolicy", "MeritModel", "Crypto"],
    "MeritExcel": [
      "MeritReport", "MeritModel", "CXlsxWriter", "CZlib", "Glibc", "Darwin", "Foundation",
    ],
    "MeritApp": [
      "MeritExcel", "MeritLedger", "MeritReport", "MeritEngine", "MeritMeasure", "MeritImport",
      "MeritPolicy", "MeritModel", "Crypto", "Foundation", "Synchronization", "Dispatch", "Glibc",
      "Musl",
      "Darwin",
    ],
    "merit": [
      "MeritApp", "MeritExcel", "MeritImport", "MeritPolicy", "MeritModel", "ArgumentParser",
      "Foundation", "Synchronization", "Glibc", "Musl", "Darwin",
    ],
  ]

  func run() throws {
    var breaches: [String] = []
    for (module, allowed) in Self.allowed.sorted(by: { $0.key < $1.key }) {
      breaches += try check(module, allowed)
    }
    for breach in breaches { FileHandle.standardError.write(Data((breach + "\n").utf8)) }
    if !breaches.isEmpty { throw ExitCode(1) }
    if let seed {
      try RandomBooks.compare(seed: seed, writtenTo: write.map { URL(filePath: $0) })
    } else if long {
      try RandomBooks.compare(seeds: from..<from + cases)
    }
  }

  private func check(_ module: String, _ allowed: Set<String>) throws -> [String] {
    let root = "\(project)/Sources/\(module)"
    guard let names = FileManager.default.enumerator(atPath: root) else {
      return ["there is no folder \(root)"]
    }
    var breaches: [String] = []
    for case let name as String in names where name.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
      for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        guard let imported = CheckCommand.imported(line), !allowed.contains(imported) else {
          continue
        }
        breaches.append(
          "Sources/\(module)/\(name):\(place + 1): error: \(module) may not import \(imported)")
      }
    }
    return breaches
  }

  /// The module that a line imports, if it is such a line: attributes, access and the kind of a
  /// single declaration may stand around it.
  static func imported(_ line: Substring) -> String? {
    var words = line.split(separator: " ").drop { word in
      word.hasPrefix("@") || ["package", "internal", "private", "public"].contains(word)
    }
    guard words.popFirst() == "import" else { return nil }
    let kinds: Set<Substring> = ["struct", "enum", "class", "protocol", "func", "var", "let"]
    if words.count > 1, let kind = words.first, kinds.contains(kind) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }
}
