import MeritModel
import MeritPolicy
import Testing

@Suite struct CompilerFindingsTests {
  @Test(arguments: [
    Slip(
      code: .unknownName, old: "\"when\": \"lost >= 9\"", new: "\"when\": \"«losst» >= 9\"",
      says: "`losst`"),
    Slip(
      code: .unknownColumn, old: "\"sum\": \"sales.amount\"", new: "\"sum\": «\"sales.amuont\"»",
      says: "has no column `amuont`"),
    Slip(
      code: .unknownColumn, old: "\"where\": \"status = 'lost'\"",
      new: "\"where\": \"«statsu» = 'lost'\"", says: "has no column `statsu`"),
    Slip(
      code: .unknownChoice, old: "\"where\": \"status = 'lost'\"",
      new: "\"where\": \"status = «'gone'»\"", says: "`gone`"),
    Slip(
      code: .unknownChoice, old: "\"atMost\": \"B\"", new: "\"atMost\": «\"E\"»", says: "`E`"),
    Slip(
      code: .kindMismatch, old: "\"when\": \"lost >= 9\"", new: "\"when\": \"«lost >= won»\"",
      says: "count and money"),
    Slip(
      code: .meaninglessProduct, old: "\"on\": \"won\"", new: "\"on\": \"«won * won»\"",
      says: "money times money"),
    Slip(
      code: .percentSignMissing, old: "\"check\": \"share <= 20%\"",
      new: "\"check\": \"«share <= 20»\"", says: "bare number"),
    Slip(
      code: .kindMismatch, old: "\"rowCheck\": \"amount >= 0 CNY\"",
      new: "\"rowCheck\": \"amount >= «0 EUR»\"", says: "currency is `CNY`"),
    Slip(
      code: .weightsNotWhole, old: "{ \"of\": \"care\", \"weight\": \"30%\" }",
      new: "{ \"of\": \"care\", \"weight\": \"29%\" }", says: "99 %"),
    Slip(
      code: .sameEdgeTwice, old: "{ \"from\": 4, \"is\": 100 }, { \"from\": 1, \"is\": 40 }",
      new: "{ \"from\": 1, \"is\": 100 }, «{» \"from\": 1, \"is\": 40 }", says: "begin at 1",
      mend: "{ \"from\": 1, \"is\": 40 }, { \"above\": 1, \"is\": 100 }"),
    Slip(
      code: .valueOrderBreaks,
      old: "{ \"from\": 90, \"is\": \"A\" }, { \"from\": 60, \"is\": \"B\" }",
      new: "{ \"from\": 90, \"is\": \"B\" }, { \"from\": 60, \"is\": \"A\" }", says: "worse than"),
    Slip(
      code: .roleWithoutPlan, old: "\"roles\": [\"agent\", \"lead\"]",
      new: "\"roles\": [\"agent\"]",
      says: "`lead` is in no plan"),
    Slip(
      code: .slotNotBound, old: "\"score\": \"total_score\",\n      \"grade\"",
      new: "\"grade\"",
      says: "`month.score`"),
    Slip(
      code: .unusedDefinition, old: "\"outcomes\": [\"promotion\"]", new: "\"outcomes\": []",
      says: "no plan reaches `promotion`"),
    Slip(
      code: .unusedDefinition, old: "\"constants\": {",
      new: "\"constants\": { \"spare\": «{» \"kind\": \"count\", \"is\": 1 },",
      says: "nothing uses the constant `spare`"),
    Slip(
      code: .roleInTwoPlans, old: "\"plans\": [ {",
      new: "\"plans\": [ { \"id\": \"leads\", \"roles\": [\"lead\"] }, {",
      says: "the role `lead` is in the plans `leads` and `all`"),
    Slip(
      code: .monthStartTooLate, old: "\"currency\": \"CNY\"",
      new: "\"currency\": \"CNY\", \"calendar\": { \"monthStartsOn\": «29» }",
      says: "months start on a day from 1 to 28"),
    Slip(
      code: .definedTwice, old: "\"indicators\": {",
      new: "\"indicators\": { «\"deals\"»: { \"per\": \"month\", \"curve\": { \"of\": \"won\", "
        + "\"through\": [{ \"at\": 0, \"is\": 0 }] } },",
      says: "`deals` is defined twice"),
    Slip(
      code: .unknownKey, old: "\"reweightNeeds\": \"80%\"",
      new: "\"reweightNeeds\": \"80%\", «\"reweigthNeeds\"»: \"80%\"", says: "`reweigthNeeds`"),
    Slip(
      code: .finerPeriodWithoutCollector, old: "\"promotion\": { \"per\": \"month\"",
      new: "\"promotion\": { \"per\": [\"month\", \"quarter\"]", says: "the rule is for a quarter"),
  ])
  func `a slip is found`(slip: Slip) throws {
    let damaged = try #require(SmallPolicy.with(slip.old, slip.new))
    if damaged.contains("«") {
      try slip.check()
    } else {
      let found = SmallPolicy.findings(damaged)
      #expect(Set(found.map(\.code)).contains(slip.code), "\(found)")
      #expect(found.contains { $0.message.contains(slip.says) }, "\(found)")
    }
  }

  @Test func `a policy that rounds at payment rounds nowhere else`() throws {
    let atPayment = try #require(
      SmallPolicy.with(
        "\"rounding\": { \"points\"", "\"rounding\": { \"default\": \"at-payment\", \"points\""))
    // What then is compared as it is, but shown rounded, is told.
    #expect(Set(SmallPolicy.findings(atPayment).map(\.code)) == [.comparedUnrounded])
    let twice = try #require(
      SmallPolicy.with(
        "\"reweightNeeds\": \"80%\"", "\"reweightNeeds\": \"80%\", \"round\": \"0.1 half-up\"",
        in: atPayment))
    let found = SmallPolicy.findings(twice).filter { !$0.code.isAdvice }
    #expect(found.map(\.code) == [.roundedTwice])
  }

  @Test func `definitions in a ring are printed as a ring`() throws {
    let text = try #require(
      SmallPolicy.with(
        "\"count\": \"sales\", \"whenNoRows\": 0 },\n    \"lost\": {",
        "\"formula\": \"lost + 1\" },\n    \"lost\": { \"note\": \"x\","))
    let ring = try #require(
      SmallPolicy.with(
        "\"count\": \"sales\",\n      \"where\": \"status = 'lost'\", \"whenNoRows\": 0",
        "\"formula\": \"deals - 1\"", in: text))
    let found = SmallPolicy.findings(ring)
    let cycle = try #require(found.first { $0.code == .cycle })
    #expect(cycle.message.contains("`deals` → `lost` → `deals`"))
  }

  @Test func `a ring of a thousand definitions is told once and soon`() throws {
    let ring = (0..<1000).map { place in
      "\"c\(place)\": { \"per\": \"month\", \"kind\": \"money\", \"formula\": \"c\((place + 1) % 1000)\" },"
    }.joined(separator: "\n")
    let text = try #require(SmallPolicy.with("\"measures\": {", "\"measures\": {\n\(ring)"))
    var found: [Diagnostic] = []
    let time = ContinuousClock().measure { found = SmallPolicy.findings(text) }
    #expect(found.filter { $0.severity == .error }.map(\.code) == [.cycle])
    #expect(found.first { $0.code == .cycle }?.message.contains("… 992 more …") == true)
    #expect(time < .seconds(20))
  }

  @Test func `a value of the period before closes no ring`() throws {
    let text = try #require(
      SmallPolicy.with(
        "\"per\": \"month\", \"kind\": \"count\", \"count\": \"sales\", \"whenNoRows\": 0",
        "\"per\": \"month\", \"kind\": \"count\", \"formula\": \"previous(deals) + lost\", "
          + "\"whenMissing\": 1"))
    #expect(!SmallPolicy.findings(text).contains { $0.code == .cycle })
  }

  @Test func `every fault is told, and its uses are not`() throws {
    var text = SmallPolicy.text
    for (old, new) in [
      ("\"amount\": \"money 0..\"", "\"amount\": \"monye 0..\""),
      ("\"weight\": \"30%\" } ]", "\"weight\": \"29%\" } ]"),
      ("\"roles\": [\"agent\", \"lead\"]", "\"roles\": [\"agent\"]"),
      ("\"won\": { \"per\": \"month\", ", "\"won\": { "),
      ("\"lost >= 9\"", "\"lots >= 9\""),
    ] {
      text = try #require(SmallPolicy.with(old, new, in: text))
    }
    let found = SmallPolicy.findings(text)
    #expect(
      found.map(\.code.rawValue).sorted() == ["P004", "P005", "P101", "P341", "P371"], "\(found)")
  }
}
