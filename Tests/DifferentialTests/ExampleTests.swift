import Reference
import Testing

/// The figures that the language's description quotes for its example.
struct ExampleTests {
  private func figures(_ month: ExampleMonth) throws -> FigureList {
    let evaluator = ReferenceEvaluator(policyJSON: ExamplePolicy.text)
    return FigureList(try evaluator.figures(period: "2026-03", tables: month.tables))
  }

  @Test(
    "the trace of March",
    arguments: [
      ("net_sales", "46250"), ("won_sales", "37"), ("conversion", "37/412"),
      ("survey_average", "4.25"), ("sales_attainment", "115.63"), ("conversion_score", "80"),
      ("survey_score", "93.33"), ("discipline", "85"), ("specialist_month", "100.56"),
      ("score", "100.56"), ("month_grade", "A"), ("grade", "A"), ("rank_team", "1"),
      ("specialist_month_bonus.base", "800"), ("specialist_month_bonus.coefficient", "1200"),
      ("specialist_month_bonus.commission", "3800"),
      ("specialist_month_bonus.attendance", "76000/21"),
      ("specialist_month_bonus.cap", "76000/21"), ("specialist_month_bonus.pay", "3619.05"),
      ("bonus", "3619.05"), ("training", "call_compliance"), ("exam_best", "none"),
    ])
  func trace(figure: String, value: String) throws {
    #expect(try figures(ExampleMonth())[figure, of: "employee E1024"] == value)
  }

  @Test(
    "groups have measures of their own",
    arguments: [
      ("team T1", "team_sales", "46250"), ("team T1", "team_survey", "not-applicable"),
      ("department D1", "department_target", "40000"),
    ])
  func groups(subject: String, figure: String, value: String) throws {
    #expect(try figures(ExampleMonth())[figure, of: subject] == value)
  }

  @Test("a serious violation limits the grade and halves the bonus")
  func correction() throws {
    let list = try figures(ExampleMonth(hasSeriousViolation: true))
    #expect(list["grade", of: "employee E1024"] == "C")
    #expect(list["bonus", of: "employee E1024"] == "1466.67")
  }

  @Test(
    "one ordinary survey more",
    arguments: [
      (["5", "5"], "92.65", "A", "3142.86"), (["3", "2", "4"], "87.75", "B", "2761.9"),
    ])
  func reweighting(surveys: [String], score: String, grade: String, bonus: String) throws {
    let list = try figures(ExampleMonth(soldCents: 4_000_000, surveys: surveys))
    #expect(list["score", of: "employee E1024"] == score)
    #expect(list["grade", of: "employee E1024"] == grade)
    #expect(list["bonus", of: "employee E1024"] == bonus)
  }

  @Test(
    "the edge between B and A",
    arguments: [
      (3_779_799, "89.99", "B", "2594.13"), (3_779_800, "90", "A", "2975.09"),
    ])
  func edge(cents: Int, score: String, grade: String, bonus: String) throws {
    let list = try figures(ExampleMonth(soldCents: cents))
    #expect(list["score", of: "employee E1024"] == score)
    #expect(list["grade", of: "employee E1024"] == grade)
    #expect(list["bonus", of: "employee E1024"] == bonus)
  }

  @Test("a target that is not there stops the run")
  func missingTarget() {
    var tables = ExampleMonth().tables
    tables["targets"] = []
    #expect(throws: ReferenceStop.self) {
      try ReferenceEvaluator(policyJSON: ExamplePolicy.text)
        .figures(period: "2026-03", tables: tables)
    }
  }
}
