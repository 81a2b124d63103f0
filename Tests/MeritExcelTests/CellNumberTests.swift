import MeritExcel
import MeritModel
import Testing

@Suite struct CellNumberTests {
  @Test(arguments: [
    ("3619.05", 3619.05), ("-0.01", -0.01), ("0", 0), ("9999999999999.99", 9_999_999_999_999.99),
    ("1/3", 1.0 / 3.0), ("37/412", 37.0 / 412.0),
  ])
  func `the nearest binary number is taken`(text: String, value: Double) throws {
    let number = try #require(Exact(canonical: text))
    #expect(CellNumber.nearest(number) == value)
  }

  @Test func `a number with more digits than a cell keeps has none`() throws {
    let number = try #require(Exact(canonical: "123456789012345678901234567890"))
    #expect(CellNumber.nearest(number) == nil)
  }

  @Test(arguments: [
    ("37/412", "=37/412"), ("-1/3", "=-1/3"), ("0.5", nil), ("3619.05", nil), ("7", nil),
  ])
  func `a fraction that never ends stands as a quotient`(text: String, formula: String?) throws {
    let number = try #require(Exact(canonical: text))
    #expect(CellNumber.quotient(number) == formula)
  }
}
