package import Foundation
import Reference

/// What comes of running one case through the engine and the reference.
package enum Comparison: Sendable {
  /// Both find the same figures.
  case equal
  /// Both stop.
  case stopped
  /// The engine stops at a fraction beyond 128 bits; the reference knows no such end.
  case beyond
  /// The figures differ, or only one of them stops; the text says how.
  case different(String)

  /// Compares a case, with its book in a folder that is removed afterwards.
  package static func of(_ random: RandomCase, in folder: URL) throws -> Comparison {
    defer { try? FileManager.default.removeItem(at: folder) }
    try random.writeBook(in: folder)
    do {
      let expected = try random.referenceFigures()
      return try compared(random, folder, with: expected)
    } catch let stop as ReferenceStop {
      do {
        _ = try random.engineFigures(in: folder)
        return .different("only the reference stops: \(stop)")
      } catch let found as EngineStop {
        // The data have to stop the run, not a policy that is no policy.
        return found.isOfPolicy ? .different("the policy is refused: \(found.summary)") : .stopped
      }
    }
  }

  private static func compared(
    _ random: RandomCase, _ folder: URL, with expected: String
  ) throws -> Comparison {
    do {
      let found = try random.engineFigures(in: folder)
      if found.text == expected { return .equal }
      return found.overflows ? .beyond : .different(difference(found.text, expected))
    } catch let stop as EngineStop {
      return stop.isOfOverflow
        ? .beyond : .different("only the engine stops: \(stop.summary)")
    }
  }

  /// The lines that only one side has, the first few of them.
  private static func difference(_ found: String, _ expected: String) -> String {
    let (left, right) = (found.split(separator: "\n"), expected.split(separator: "\n"))
    let (ours, theirs) = (Set(left), Set(right))
    let extra = left.filter { !theirs.contains($0) }
    let lost = right.filter { !ours.contains($0) }
    let lines =
      extra.prefix(6).map { "engine    \($0)" } + lost.prefix(6).map { "reference \($0)" }
    return "\(extra.count) and \(lost.count) lines differ\n" + lines.joined(separator: "\n")
  }
}
