import ArgumentParser
import CaseMaker
import Foundation
import Reference

/// Compares the engine with the reference on books that follow from a seed.
enum RandomBooks {
  /// Compares many books, tells the seeds of those that differ, and fails where one does.
  static func compare(seeds: Range<UInt64>) throws {
    var (equal, stopped, beyond, different) = (0, 0, 0, 0)
    for seed in seeds {
      let random = RandomCase(seed: seed, features: .all)
      let folder = FileManager.default.temporaryDirectory.appending(path: "merit-\(UUID())")
      switch try Comparison.of(random, in: folder) {
      case .equal: equal += 1
      case .stopped: stopped += 1
      case .beyond: beyond += 1
      case .different(let how):
        different += 1
        say("\(random) (\(random.period)): \(how)")
      }
    }
    say(
      "\(equal) books agree, in \(stopped) both stop, in \(beyond) a number is beyond 128 bits, "
        + "\(different) differ")
    if different > 0 { throw ExitCode(1) }
  }

  /// Compares one book, and leaves it in a folder with what each side finds.
  static func compare(seed: UInt64, writtenTo folder: URL?) throws {
    let random = RandomCase(seed: seed, features: .all)
    if let folder {
      try random.writeBook(in: folder)
      let figures = (try? random.referenceFigures()) ?? "the reference stops\n"
      try Data(figures.utf8).write(to: folder.appending(path: "reference-figures.csv"))
    }
    try compare(seeds: seed..<seed + 1)
  }

  private static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
