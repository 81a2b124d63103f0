import MeritEngine
import MeritModel
import Testing

@testable import MeritReport

@Suite struct PagesTests {
  @Test func `a statement says each amount with its rule, edge and steps`() throws {
    let month = try TwoPeople()
    let files = OutputFile.statements(of: month.facts) { rule, person in
      month.calculator.explanation(of: rule, for: person)
    }
    #expect(files.map(\.path) == ["E1024", "E2", "S1"].map { "statements/\($0).md" })
    let text = try #require(files.first).text
    #expect(!text.contains("\n\n\n"))
    for part in [
      "Specialist monthly bonus: 3,619.05 CNY", "16,250.00 from 30,000.00 at 8 % is 1,300.00",
      "times Attendance (95.24 % = 20/21) gives **3,619.05**",
      "| Together                             | 3,619.05 |",
      "| times Attendance                     |  −180.95 |", "Nothing changed by: ",
      "100.56 reaches the row from 90.00, which gives A.",
      "100.5645 is rounded to 0.01, half-up: 100.56.", "37 ÷ 412 = 37/412",
      "To 100, from 12 %, 3.02 percentage points are missing.",
      "46,250 of 40,000 is 115.63 %, at most 120 %",
      "4.25 lies on the line where 3 gives 60 and 4.50 gives 100.",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
    // What does not limit the amount is not told.
    #expect(!text.contains("away"))
  }

  @Test func `a part that does not apply is told with its cause`() throws {
    let month = try TwoPeople()
    let files = OutputFile.statements(of: month.facts) { rule, person in
      month.calculator.explanation(of: rule, for: person)
    }
    let text = files[1].text
    #expect(
      text.contains(
        "There is no value: Average survey answer is not applicable (no row of `surveys` counts)."),
      "\(text)")
    #expect(text.contains("Parts that do not apply leave 85 % of the weight"))
    #expect(text.contains("Specialist monthly bonus: 3,142.86 CNY"))
  }

  @Test func `a review ranks everybody and hides no mark-up of names`() throws {
    let text = OutputFile.review(of: try TwoPeople().facts).text
    #expect(text.contains("|    1 | E1024    | Li Wei"))
    #expect(text.contains("=cmd\\|'x'!A1"))
    #expect(text.contains("| Bonus total (CNY)"))
    #expect(!text.contains("\n\n\n"))
    // Each column is what the step adds or takes, so that the row adds up.
    #expect(text.contains("| E1024    | Li Wei"))
    for part in ["Grades and bonuses by team", "| Not graded", "| Total", "| Rows not used"] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }

  @Test(arguments: [
    ("3.68", Kind.points, "3.68 points"), ("0.1227", .percent, "12.27 percentage points"),
    ("0.01", .percent, "1 percentage point"), ("1", .count, "1 more"),
    ("5000", .money, "5,000.00 more"),
  ])
  func `what is missing has its unit`(number: String, kind: Kind, shown: String) throws {
    #expect(Shown.gap(try #require(Exact(decimal: number)), kind) == shown)
  }

  @Test(arguments: [
    ("average(month.score)", "the average of Score"),
    ("max(net_sales)", "the greatest of Won sales"),
    ("max(net_sales, 2)", "the greatest of (Won sales, 2)"),
    ("max(net_sales - 1)", "the greatest of (Won sales − 1)"),
  ])
  func `functions are read as words`(text: String, words: String) throws {
    #expect(RuleWords.plain(text, in: try TwoPeople().calculation.policy) == words)
  }

  @Test(arguments: [
    ("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"), ("*x*_y_", "\\*x\\*\\_y\\_"), ("a_b", "a_b"),
    ("a\nb", "a\\\\u{A}b"),
    ("http://x", "http:&#47;/x"), ("www.x", "www&#46;x"), ("a@b", "a&#64;b"), ("王小明", "王小明"),
    ("\u{202E}x", "\\\\u{202E}x"), ("[a](b)", "\\[a\\](b)"), ("![a](b)", "!\\[a\\](b)"),
    ("# a", "\\# a"),
  ])
  func `data is never mark-up`(data: String, escaped: String) {
    #expect(Markdown.escaped(data) == escaped)
  }

  @Test func `ids that could leave the folder or clash get another name`() {
    let ids = [
      "E1", "../../etc/x", "con", "A1", "a1", "-rf", "王", "", String(repeating: "x", count: 61),
    ]
    let names = StatementName.names(for: ids)
    #expect(names[0] == "E1")
    #expect(Set(names.map { $0.lowercased() }).count == ids.count)
    for name in names.dropFirst() {
      #expect(name.hasPrefix("id-"))
      #expect(name.utf8.count <= 64)
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
    }
  }

  @Test(arguments: [
    ("1234567.891", "1,234,567.89"), ("-1234.5", "−1,234.50"), ("0.005", "0.01"), ("999", "999.00"),
    ("0", "0.00"),
  ])
  func `amounts are grouped and rounded half-up to be read`(number: String, shown: String) throws {
    #expect(Shown.text(try #require(Exact(decimal: number)), .money) == shown)
  }

  @Test(arguments: [
    ("100.5645", "100.5645"), ("1/3", "0.333333…"), ("-76000/21", "-3619.047619…"), ("7", "7"),
  ])
  func `a long fraction shows its first digits`(number: String, shown: String) throws {
    #expect(Shown.digits(try #require(Exact(canonical: number))) == shown)
  }

  @Test(arguments: [
    ("0.0898", "8.98 %"), ("0.5", "50 %"), ("1.156", "115.6 %"), ("37/412", "8.98 %"),
  ])
  func `rates are shown as percent`(number: String, shown: String) throws {
    #expect(Shown.percent(try #require(Exact(canonical: number))) == shown)
  }
}
