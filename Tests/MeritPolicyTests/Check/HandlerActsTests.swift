import MeritModel
import Testing

@testable import MeritPolicy

@Suite struct HandlerActsTests {
  @Test(arguments: [
    Slip(
      code: .handlerNeverActs, old: "{ \"of\": \"care\", \"weight\": \"30%\" }",
      new: "{ \"of\": \"care\", \"weight\": \"30%\", \"whenNotApplicable\": «\"reweight\"» }",
      says: "nothing here can be not applicable"),
    Slip(
      code: .handlerNeverActs, old: "\"set\": \"abc\", \"bands\"",
      new: "\"set\": \"abc\", \"whenNotGraded\": «\"not-graded\"», \"bands\"",
      says: "nothing here can be not applicable"),
    Slip(
      code: .handlerNeverActs, old: "\"check\": \"share <= 20%\"",
      new: "\"check\": \"share <= 20%\", \"whenMissing\": «\"fail\"»",
      says: "nothing here can be missing"),
    Slip(
      code: .handlerNeverActs, old: "\"when\": \"lost >= 9\"",
      new: "\"when\": \"answer is present and answer < 2\", \"whenNotApplicable\": «\"no\"»",
      says: "nothing here can be not applicable"),
  ])
  func `a handler that can never act is told`(slip: Slip) throws {
    try slip.check()
  }

  @Test func `a definition's handler is not needed behind a line's own`() throws {
    let text = try #require(
      SmallPolicy.with(
        "\"reweightNeeds\": \"80%\"", "\"reweightNeeds\": \"81%\", \"whenNotApplicable\": 0"))
    #expect(SmallPolicy.findings(text).isEmpty)
  }

  /// A team may have nobody of the role; a word on that is neither demanded nor called idle.
  @Test(arguments: ["", ", \"whenNotApplicable\": \"pass-on\""])
  func `an empty group may be provided for`(word: String) throws {
    var text = try #require(
      SmallPolicy.with(
        "\"target\": { \"per\"",
        "\"team_target\": { \"for\": \"team\", \"roles\": [\"agent\"], \"per\": \"month\", "
          + "\"kind\": \"money\", \"total\": \"target\", \"whenMissing\": \"error\" },\n"
          + "\"target\": { \"per\""))
    text = try #require(
      SmallPolicy.with(
        "\"target\": \"target\", \"atMost\": \"120%\" }",
        "\"target\": \"team_target\", \"atMost\": \"120%\" }\(word)", in: text))
    text = try #require(SmallPolicy.with(",\n      \"whenMissing\": \"error\"", "", in: text))
    let found = SmallPolicy.findings(text)
    #expect(found.isEmpty, "\(found)")
  }

  /// A value that nobody provides for goes no further; mended, the handler behind it acts.
  @Test func `no handler is called idle beside an error`() throws {
    let defined = try #require(
      SmallPolicy.with(
        "\"target\": { \"per\"",
        "\"doubled\": { \"per\": \"month\", \"kind\": \"money\", \"formula\": \"2 * target\" "
          + "},\n\"target\": { \"per\""))
    let text = try #require(
      SmallPolicy.with(
        "\"check\": \"share <= 20%\"",
        "\"check\": \"doubled <= 20 CNY\", \"whenMissing\": \"fail\"", in: defined))
    #expect(SmallPolicy.findings(text).map(\.code) == [.absentUnhandled])
    let mended = try #require(
      SmallPolicy.with(
        "\"2 * target\"", "\"2 * target\", \"whenMissing\": \"missing\"", in: text))
    #expect(SmallPolicy.faults(SmallPolicy.compile(mended)).isEmpty)
  }

  @Test(arguments: [
    ("/a/b", "1"), ("/ab/b", "2"), ("/a~1b/0/c", "3"), ("/a~1b/1", "4"), ("/a/bc", nil),
    ("/a/b/c", nil), ("/a~1b/2", nil), ("a", nil),
  ])
  func `a node is found by its pointer and not by the beginning of one`(
    pointer: String, number: String?
  ) throws {
    let text = #"{"a": {"b": 1}, "ab": {"b": 2}, "a/b": [{"c": 3}, 4]}"#
    let root = try #require(JSONReader.read(Array(text.utf8), file: "a.json").valid)
    #expect(root.descendant("")?.pointer.isEmpty == true)
    guard case .number(let found)? = root.descendant(pointer)?.content else {
      #expect(number == nil)
      return
    }
    #expect(found == number)
  }
}
