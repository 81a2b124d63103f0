internal import Foundation

/// Gives the offset of a zone from UTC; the one use of Foundation's time zones.
package enum ZoneClock {
  /// The seconds east of UTC at a moment given in seconds since 1970 UTC; nil for no known zone.
  package static func offsets(of zone: String) -> (@Sendable (Int64) -> Int)? {
    guard let zone = TimeZone(identifier: zone) else { return nil }
    return { seconds in zone.secondsFromGMT(for: Date(timeIntervalSince1970: .init(seconds))) }
  }
}
