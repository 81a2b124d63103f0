import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Grades by bands with shifts and limits.
@Suite struct GradesTests {
  private let set = GradeSet(name: "abcd", grades: ["A", "B", "C", "D"])

  private func exception(
    _ id: String, _ when: Bool, atMost: String? = nil, atLeast: String? = nil, shift: Int = 0
  ) -> GradeException {
    GradeException(
      id: id, when: expression(.literal(.flag(when))), atMost: atMost.flatMap(set.grade(named:)),
      atLeast: atLeast.flatMap(set.grade(named:)), shift: shift, source: nil, handlers: .none,
      place: SmallMonth.place)
  }

  private func grade(_ score: Value, _ exceptions: [GradeException]) -> (SmallMonth, RuleID) {
    var month = SmallMonth()
    let of = month.given("of", score)
    let bands = zip(["0", "65", "80", "90"], ["D", "C", "B", "A"]).compactMap { edge, name in
      set.grade(named: name).map {
        Band(edge: exact(edge), isInclusive: true, value: .grade($0), place: SmallMonth.place)
      }
    }
    let rule = GradeRule(of: figure(of), set: set, method: .bands(bands), exceptions: exceptions)
    let id = month.add(
      "grade", .grade(rule), kind: .grade(set: "abcd"),
      missing: set.grade(named: "C").map { .value(.grade($0)) }, notApplicable: .notApplicable)
    return (month, id)
  }

  @Test(arguments: [
    ("89.99", "B"), ("90", "A"), ("79.99", "C"), ("80", "B"), ("64.99", "D"), ("65", "C"),
    ("0", "D"), ("115.38", "A"),
  ])
  func `both sides of each edge`(score: String, name: String) {
    let (month, id) = grade(number(score), [])
    #expect(month.text(id) == name)
  }

  @Test func `below the lowest band is a finding`() {
    let (month, id) = grade(number("-0.01"), [])
    #expect(month.text(id) == "missing")
    #expect(month.findings == ["D206 error"])
  }

  @Test func `shifts add up, stop at the ends, then limits act, and atMost wins`() {
    let cases: [([GradeException], String)] = [
      ([exception("x", true, shift: -1)], "B"),
      ([exception("x", true, shift: -1), exception("y", true, shift: -1)], "C"),
      ([exception("x", true, shift: -9)], "D"), ([exception("x", true, shift: 2)], "A"),
      ([exception("x", false, shift: -1)], "A"), ([exception("x", true, atMost: "C")], "C"),
      ([exception("x", true, atMost: "C"), exception("y", true, atMost: "B")], "C"),
      ([exception("x", true, shift: -3), exception("y", true, atLeast: "B")], "B"),
      ([exception("x", true, atMost: "C"), exception("y", true, atLeast: "A")], "C"),
    ]
    for (exceptions, expected) in cases {
      let forward = grade(number("95"), exceptions)
      let backward = grade(number("95"), exceptions.reversed())
      #expect(forward.0.text(forward.1) == expected)
      #expect(backward.0.text(backward.1) == expected)
    }
  }

  @Test func `a grade that a handler gives is final, and people not graded stay so`() {
    let limit = [exception("x", true, atMost: "D")]
    let (missing, first) = grade(.missing, limit)
    #expect(missing.text(first) == "C")
    let (absent, second) = grade(.notApplicable, limit)
    #expect(absent.text(second) == "not-applicable")
  }
}
