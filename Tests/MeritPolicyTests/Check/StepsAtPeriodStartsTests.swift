import MeritModel
import MeritPolicy
import Testing

@Suite struct StepsAtPeriodStartsTests {
  @Test(arguments: [
    Slip(
      code: .changeInsidePeriod,
      old:
        "\"base\": { \"kind\": \"money\", \"dated\": [\n      { \"from\": \"2026-01-01\", \"is\": 800 }, { \"from\": \"2026-07-01\"",
      new:
        "\"base\": { \"kind\": \"money\", \"dated\": [\n      { \"from\": \"2026-01-01\", \"is\": 800 }, { \"from\": «\"2026-07-02\"»",
      says: "a step of `base` begins on 2026-07-02, inside the month 2026-07"),
    Slip(
      code: .changeInsidePeriod,
      old:
        "\"policy\": { \"id\": \"small\", \"version\": \"1\", \"title\": \"Small\",\n    \"effective\": { \"from\": \"2026-01-01\", \"to\": \"2026-12-31\" }",
      new:
        "\"policy\": { \"id\": \"small\", \"version\": \"1\", \"title\": \"Small\",\n    \"effective\": { \"from\": \"2026-01-01\", \"to\": «\"2026-12-30\"» }",
      says: "the policy ends on 2026-12-30, inside the month 2026-12"),
    Slip(
      code: .stepAfterEnd, old: "{ \"from\": \"2026-07-01\", \"is\": 900 }",
      new: "«{» \"from\": \"2027-01-01\", \"is\": 900 }", says: "2027-01-01"),
    Slip(
      code: .constantUndefinedAtStart, old: "\"dated\": [\n      { \"from\": \"2026-01-01\"",
      new: "\"dated\": «[»\n      { \"from\": \"2026-02-01\"",
      says: "has no value from 2026-01-01"),
  ])
  func `values change with the periods`(slip: Slip) throws {
    try slip.check()
  }
}
