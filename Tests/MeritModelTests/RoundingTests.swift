import MeritModel
import Testing

@Suite struct RoundingTests {
  /// The modes at ±0.005, ±0.015 and both sides, by the definitions of policy-language §6: value, then half-up,
  /// half-even, half-down, up, down, ceiling, floor.
  static let table: [(value: String, results: [String])] = [
    ("0.005", ["0.01", "0", "0", "0.01", "0", "0.01", "0"]),
    ("-0.005", ["-0.01", "0", "0", "-0.01", "0", "0", "-0.01"]),
    ("0.015", ["0.02", "0.02", "0.01", "0.02", "0.01", "0.02", "0.01"]),
    ("-0.015", ["-0.02", "-0.02", "-0.01", "-0.02", "-0.01", "-0.01", "-0.02"]),
    ("0.0149", ["0.01", "0.01", "0.01", "0.02", "0.01", "0.02", "0.01"]),
    ("0.0151", ["0.02", "0.02", "0.02", "0.02", "0.01", "0.02", "0.01"]),
    ("-0.0151", ["-0.02", "-0.02", "-0.02", "-0.02", "-0.01", "-0.01", "-0.02"]),
    ("2.345", ["2.35", "2.34", "2.34", "2.35", "2.34", "2.35", "2.34"]),
    ("1.01", ["1.01", "1.01", "1.01", "1.01", "1.01", "1.01", "1.01"]),
    ("0", ["0", "0", "0", "0", "0", "0", "0"]),
  ]
  static let modes: [RoundingMode] = [
    .halfUp, .halfEven, .halfDown, .up, .down, .ceiling, .floor,
  ]

  @Test(arguments: table.indices)
  func `each mode settles each tie as its name says`(row: Int) throws {
    let cent = try Exact(1, over: 100)
    let value = try #require(Exact(decimal: Self.table[row].value))
    for (mode, expected) in zip(Self.modes, Self.table[row].results) {
      let rounded = try Rounding(step: cent, mode: mode)(value)
      #expect(rounded.canonicalText == expected, "\(value) \(mode.rawValue)")
    }
  }

  @Test(arguments: [
    ("0.05", "1.02", "1"), ("0.05", "1.025", "1.05"), ("10", "14.999", "10"), ("10", "15", "20"),
    ("10", "-15", "-20"), ("1", "14.5", "15"),
  ])
  func `a step need not be a power of ten`(step: String, value: String, expected: String) throws {
    let rounding = Rounding(step: try #require(Exact(decimal: step)), mode: .halfUp)
    #expect(try rounding(try #require(Exact(decimal: value))).canonicalText == expected)
  }

  @Test(arguments: [
    ("100", 3, "0.01", RoundingMode.down, "33.33"), ("-100", 3, "0.01", .down, "-33.33"),
    ("100", 1, "0.01", .down, "100"), ("99.99", 3, "0.01", .down, "33.33"),
    // What comes out even is not rounded, whatever the mode.
    ("-6", 2, "0.01", .down, "-3"), ("6", 2, "0.01", .ceiling, "3"), ("6", 2, "0.01", .up, "3"),
    ("-6", 2, "0.01", .up, "-3"), ("-0.06", 2, "0.01", .halfDown, "-0.03"), ("0", 7, "1", .up, "0"),
    // 0.005 and 0.125 are ties.
    ("0.01", 2, "0.01", .halfUp, "0.01"), ("0.01", 2, "0.01", .halfDown, "0"),
    ("1", 8, "0.01", .halfEven, "0.12"), ("-1", 8, "0.01", .halfUp, "-0.13"),
    ("1", 3, "0.05", .down, "0.3"), ("100", 3, "10", .halfUp, "30"), ("50", 2, "10", .up, "30"),
    // More than 64 bits hold in cents.
    ("100000000000000000000", 3, "0.01", .down, "33333333333333333333.33"),
    ("92233720368547758.08", 2, "0.01", .down, "46116860184273879.04"),
  ])
  func `an equal part is rounded by its exact value`(
    value: String, parts: Int, step: String, mode: RoundingMode, expected: String
  ) throws {
    let rounding = Rounding(step: try #require(Exact(decimal: step)), mode: mode)
    let part = try rounding(try #require(Exact(decimal: value)), over: parts)
    #expect(part.canonicalText == expected)
  }

  @Test func `a fraction without an end rounds by its exact value`() throws {
    let cent = Rounding(step: try Exact(1, over: 100), mode: .halfUp)
    #expect(try cent(Exact(76_000, over: 21)).canonicalText == "3619.05")
    #expect(try cent(Exact(-1, over: 3)).canonicalText == "-0.33")
  }
}
