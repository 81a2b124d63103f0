import MeritModel
import Testing

@testable import MeritPolicy

@Suite("shares, places and seats that nobody can have")
struct SomebodyTakesPartTests {
  private static let sections = """
    "allocations": { "part": { "per": "month", "within": "company", "pool": "100 CNY", "by": "deals",
      "to": "0.01", "remainder": "largest-remainder" } },
    "prizes": { "first": { "per": "month", "within": "company", "by": [ { "of": "deals", "best": "high" } ],
      "places": [ { "count": 1, "pays": 100 } ], "vacant": "stays", "ties": "each" } },
    "plans":
    """

  /// The plan's bonuses, what a bonus adds, and of what it is told that nobody takes part.
  @Test(arguments: [
    (#""pay""#, "100 CNY", [String]()), (#""pay""#, "part", ["part"]),
    (#""pay""#, "first", ["first"]),
    (#"["pay", "part"]"#, "part", []), (#"["pay", "first"]"#, "part", ["part"]),
    (#"["pay", "part", "first"]"#, "min(part, first)", []),
    (#""pay""#, "min(part, first)", ["first", "part"]),
  ])
  func `what is named and bound by no plan is told`(
    bonus: String, added: String, told: [String]
  ) throws {
    let step = #"{ "id": "more", "plus": "\#(added)", "whenNotApplicable": 0 },"#
    let text = SmallPolicy.text
      .replacing(#""plans":"#, with: Self.sections)
      .replacing(#"{ "id": "commission", "plus""#, with: step + #"{ "id": "commission", "plus""#)
      .replacing(#""bonus": "pay""#, with: #""bonus": \#(bonus)"#)
    let found = SmallPolicy.findings(text).filter { $0.code == .nobodyTakesPart }
    #expect(found.map { $0.message.split(separator: "`")[1] }.sorted() == told.map { $0[...] })
    #expect(
      found.allSatisfy { $0.severity == .warning && $0.help.contains(#"`"bonus": ["pay", "#) })
  }

  @Test(arguments: [(#""grade": "seats""#, 0), (#""grade": "mark""#, 1)])
  func `a quota that only a condition names has no people`(grade: String, count: Int) throws {
    let quota = """
      "grades": { "seats": { "per": "month", "of": "deals", "set": "abc", "quota": { "within": "company",
        "shares": [ { "is": "A", "share": "50%" }, { "is": "B", "share": "50%" } ],
        "order": [ { "by": "deals", "best": "high" } ], "ties": "better-grade" } },
      """
    let text = SmallPolicy.text
      .replacing(#""grades": {"#, with: quota)
      .replacing(
        #"{ "id": "share", "check""#,
        with:
          #"{ "id": "seat", "check": "seats >= 'B'", "whenNotApplicable": "fail" }, { "id": "share", "check""#
      )
      .replacing(#""grade": "mark""#, with: grade)
    let found = SmallPolicy.findings(text).filter { $0.code == .nobodyTakesPart }
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.help.contains(#"`"grade": "seats"`"#) && $0.notes.isEmpty })
  }
}
