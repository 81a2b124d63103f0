import MeritModel
import MeritPolicy
import Testing

@Suite struct AbsentValueHandledTests {
  @Test(arguments: [
    Slip(
      code: .absentUnhandled,
      old: "{ \"of\": \"service\", \"weight\": \"20%\", \"whenNotApplicable\": \"reweight\" }",
      new: "{ \"of\": \"«service»\", \"weight\": \"20%\" }",
      says: "`service` can be not applicable (fewer than 3 rows of `answers`), and nothing says",
      mend: "{ \"of\": \"service\", \"weight\": \"20%\", \"whenNotApplicable\": 50 }"),
    Slip(
      code: .absentUnhandled,
      old:
        "\"attainment\": { \"actual\": \"won\", \"target\": \"target\", \"atMost\": \"120%\" },\n      \"whenMissing\": \"error\"",
      new:
        "\"attainment\": { \"actual\": \"won\", \"target\": \"«target»\", \"atMost\": \"120%\" }",
      says: "`target` can be missing (no row of `targets`), and nothing says"),
    Slip(
      code: .absentUnhandled, old: "\"service >= 80\", \"whenNotApplicable\": \"fail\"",
      new: "\"«service» >= 80\"", says: "`service` can be not applicable",
      mend: "\"service is present and service >= 80\""),
    Slip(
      code: .absentUnhandled, old: "\"where\": \"status = 'won'\"",
      new: "\"where\": \"status = 'won' and «cost» > 5 CNY\"",
      says: "`cost` can be missing (the cell may be empty)",
      mend: "\"where\": \"cost is present and cost > 5 CNY\""),
    Slip(
      code: .absentUnhandled, old: "\"rowCheck\": \"amount >= 0 CNY\"",
      new: "\"rowCheck\": \"amount >= «cost»\"", says: "`cost` can be missing",
      mend: "\"rowCheck\": \"cost is missing or amount >= cost\""),
    Slip(
      code: .absentUnhandled, old: "\"when\": \"lost >= 9\"",
      new: "\"when\": \"lost >= 9 or «answer» < 2\"", says: "`answer` can be not applicable",
      mend: "\"when\": \"lost >= 9 or answer < 2\", \"whenNotApplicable\": \"no\""),
    Slip(
      code: .absentUnhandled, old: "\"on\": \"won\"", new: "\"on\": \"won - «target»\"",
      says: "`target` can be missing"),
    Slip(
      code: .absentUnhandled, old: "\"whenZero\": 0", new: "\"whenZero\": \"not-applicable\"",
      says: "`share` can be not applicable (`deals` can be 0)"),
  ])
  func `an absent value needs a word`(slip: Slip) throws {
    // The last case is found where the ratio is used, not where it is written.
    if slip.new.contains("whenZero") {
      let text = try #require(SmallPolicy.with(slip.old, slip.new))
      let found = SmallPolicy.findings(text)
      #expect(found.map(\.code) == [.absentUnhandled])
      #expect(found.first?.message.contains(slip.says) == true)
      #expect(found.first?.place?.pointer == "/outcomes/promotion/requires/1/check")
    } else {
      try slip.check()
    }
  }

  @Test func `an unhandled state is told once and does not flow on`() throws {
    let text = try #require(
      SmallPolicy.with("\"whenNotApplicable\": \"pass-on\"", "\"source\": \"none\""))
    let found = SmallPolicy.findings(text)
    #expect(found.filter { $0.severity == .error }.map(\.code) == [.absentUnhandled])
  }

  @Test func `a guard does not hold in the other direction`() throws {
    let text = try #require(
      SmallPolicy.with(
        "\"service >= 80\", \"whenNotApplicable\": \"fail\"",
        "\"service >= 80 and service is present\""))
    #expect(SmallPolicy.findings(text).contains { $0.code == .absentUnhandled })
  }

  @Test func `the caret stands under the name in a line of which a part is shown`() throws {
    let text = try #require(
      SmallPolicy.with(
        "\"check\": \"service >= 80\", \"whenNotApplicable\": \"fail\"",
        "\"check\": \"service >= 80\""))
    let found = SmallPolicy.findings(text.replacing("\n", with: " "))
    let excerpt = try #require(found.first { $0.code == .absentUnhandled }?.excerpt)
    #expect(excerpt.line.count <= 202)
    #expect(excerpt.line.dropFirst(excerpt.column - 1).prefix(excerpt.length) == "service")
  }
}
