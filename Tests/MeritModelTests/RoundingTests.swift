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

  @Test func `a fraction without an end rounds by its exact value`() throws {
    let cent = Rounding(step: try Exact(1, over: 100), mode: .halfUp)
    #expect(try cent(Exact(76_000, over: 21)).canonicalText == "3619.05")
    #expect(try cent(Exact(-1, over: 3)).canonicalText == "-0.33")
  }
}
