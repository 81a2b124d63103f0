internal import Foundation
internal import MeritModel

/// Gives the offset of a zone from UTC; the one use of Foundation's time zones.
package enum ZoneClock {
  /// The seconds east of UTC at a moment given in seconds since 1970 UTC; nil for no known zone.
  package static func offsets(of zone: String) -> (@Sendable (Int64) -> Int)? {
    guard let zone = TimeZone(identifier: zone) else { return nil }
    return { seconds in zone.secondsFromGMT(for: Date(timeIntervalSince1970: .init(seconds))) }
  }
}

/// The clock on the wall of a zone, which may be put forward or back.
struct WallClock: Sendable {
  /// The seconds east of UTC at a moment given in seconds since 1970 UTC.
  let offset: @Sendable (Int64) -> Int

  /// The moment at which the clock shows a time; the first of two, nil where it never does.
  func moment(of wall: Int64) -> (seconds: Int64, isRepeated: Bool)? {
    // No zone moves its clock twice within a day.
    let around = [offset(wall - 86_400), offset(wall + 86_400)]
    let found = Set(around.map { wall - Int64($0) }).filter { offset($0) == Int(wall - $0) }
    return found.min().map { ($0, found.count > 1) }
  }

  /// Whether the clock is moved at all in our days.
  var isMoved: Bool {
    // A quarter of a year apart, from 2010 to 2040.
    let first: Int64 = 1_262_304_000
    let offsets = (0..<120).map { offset(first + Int64($0) * 7_889_400) }
    return Set(offsets).count > 1
  }
}

/// Finds cells in hours that the policy's clock skips or shows twice; one worker owns it.
final class ClockChanges {
  private let clock: WallClock
  /// For each day since 1970: 0 not known yet, 1 an ordinary day, 2 the clock is moved.
  private var days = [UInt8](repeating: 0, count: 60_000)

  init(_ clock: WallClock) { self.clock = clock }

  /// Notes the cells of a column of a batch.
  func check(_ batch: RowBatch, column: Int) {
    let lane = batch.lanes[column]
    for row in 0..<batch.count {
      let cell = lane[row]
      guard cell != RowBatch.empty, isMoved(cell) else { continue }
      let moment = clock.moment(of: cell)
      guard moment?.isRepeated ?? true else { continue }
      batch.log.note(
        moment == nil ? .skippedHour : .ambiguousHour, column: column, line: batch.lines[row]
      ) { batch.value(column, row).canonicalText }
    }
  }

  private func isMoved(_ cell: Int64) -> Bool {
    let day = Int(cell / 86_400)
    guard days.indices.contains(day) else { return false }
    if days[day] == 0 {
      let noon = Int64(day) * 86_400 + 43_200
      days[day] = clock.offset(noon - 86_400) == clock.offset(noon + 86_400) ? 1 : 2
    }
    return days[day] == 2
  }
}
