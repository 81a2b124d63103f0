/// Finds ids that are alike but for a number of some digits, such as `E00001`, by that number.
///
/// A table of ten thousand texts does not stay in the fast memory of a core; this one does.
struct NumberedIDs: Sendable {
  private let prefix: UInt64
  private let prefixMask: UInt64
  private let prefixLength: Int
  private let digits: Int
  private let first: Int64
  /// The place of each id among all, by its number; negative where there is no such id.
  private let places: [Int32]

  /// Takes in ids; nil where they are not all of one form, or few among the numbers they span.
  ///
  /// Of equal ids the last one is found.
  init?(_ ids: [String]) {
    guard let form = ids.first?.utf8, ids.count < Int32.max else { return nil }
    let digits = min(8, form.reversed().prefix { (48...57).contains($0) }.count)
    let prefix = Array(form.dropLast(digits))
    guard digits > 0, prefix.count <= 8 else { return nil }
    var numbers: [Int64] = []
    numbers.reserveCapacity(ids.count)
    for id in ids {
      let text = id.utf8
      guard text.count == prefix.count + digits, text.starts(with: prefix),
        let number = NumberedIDs.number(text.suffix(digits))
      else { return nil }
      numbers.append(number)
    }
    guard let least = numbers.min(), let greatest = numbers.max(),
      greatest - least < 8 * Int64(ids.count) + 64
    else { return nil }
    var places = [Int32](repeating: -1, count: Int(greatest - least) + 1)
    for (place, number) in numbers.enumerated() {
      places[Int(number - least)] = Int32(truncatingIfNeeded: place)
    }
    self.digits = digits
    self.first = least
    self.places = places
    prefixLength = prefix.count
    self.prefix = prefix.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    prefixMask = prefix.count == 8 ? .max : (1 as UInt64) << UInt64(8 * prefix.count) - 1
  }

  private static func number(_ digits: Substring.UTF8View) -> Int64? {
    var number: Int64 = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      number = 10 * number + Int64(digit - 48)
    }
    return number
  }

  /// The place of the id at a place of a window; negative where it is none of them.
  @inline(__always)
  func find(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> Int {
    guard length == prefixLength &+ digits, bytes.word(at: start) & prefixMask == prefix
    else { return -1 }
    let number = FastCell.digits(bytes, start &+ prefixLength, digits)
    guard number >= first, number &- first < places.count else { return -1 }
    return Int(places[Int(number &- first)])
  }
}
