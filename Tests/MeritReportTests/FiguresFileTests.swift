import MeritImport
import MeritReport
import Testing

@Suite struct FiguresFileTests {
  /// The figures that the language document quotes for E1024, and its variant without a survey.
  @Test(arguments: [
    "employee,E1024,2026-03,net_sales,money,present,46250",
    "employee,E1024,2026-03,conversion,percent,present,37/412",
    "employee,E1024,2026-03,attendance_ratio,percent,present,20/21",
    "employee,E1024,2026-03,sales_attainment,points,present,115.63",
    "employee,E1024,2026-03,specialist_month,points,present,100.56",
    "employee,E1024,2026-03,score,points,present,100.56",
    "employee,E1024,2026-03,month_grade,grade,present,A",
    "employee,E1024,2026-03,grade,grade,present,A",
    "employee,E1024,2026-03,bonus,money,present,3619.05",
    "employee,E1024,2026-03,specialist_month_bonus.attendance,money,present,76000/21",
    "employee,E1024,2026-03,specialist_month_bonus.pay,money,present,3619.05",
    "employee,E1024,2026-03,rank_company,count,present,1",
    "employee,E1024,2026-03,training,text,present,call_compliance",
    "employee,E2,2026-03,survey_average,number,not-applicable,",
    "employee,E2,2026-03,score,points,present,92.65",
    "employee,E2,2026-03,bonus,money,present,3142.86",
    "employee,E2,2026-03,rank_team,count,present,2",
    "employee,S1,2026-03,sales_target,money,missing,",
    "team,T1,2026-03,team_sales,money,present,86250",
  ])
  func `a line stands in the file`(line: String) throws {
    let file = OutputFile.figures(of: try TwoPeople().calculation)
    #expect(file.path == "figures.csv")
    #expect(file.lines.contains(line))
  }

  @Test func `lines are sorted by scope, id, period and figure, each once`() throws {
    let lines = OutputFile.figures(of: try TwoPeople().calculation).lines
    #expect(lines.first == "scope,id,period,figure,kind,state,value")
    let keys = lines.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).prefix(4).joined(
        separator: "\u{1}")
    }
    #expect(keys == keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
    #expect(Set(keys).count == keys.count)
  }

  @Test func `who works on it changes nothing`() throws {
    let calculation = try TwoPeople().calculation
    #expect(
      OutputFile.figures(of: calculation, by: ThreadWorkers(8)).bytes
        == OutputFile.figures(of: calculation).bytes)
  }

  @Test func `nobody without a plan for the month has a score, a grade, a bonus or a rank`() throws
  {
    let lines = OutputFile.figures(of: try TwoPeople().calculation).lines
    let names = lines.filter { $0.hasPrefix("employee,S1,") }.map { $0.split(separator: ",")[3] }
    #expect(names.contains("net_sales"))
    for name in ["score", "grade", "bonus", "rank_company", "training", "month_grade"] {
      #expect(!names.contains(Substring(name)))
    }
  }

  @Test func `constants, tables and coarser periods give no line`() throws {
    let text = OutputFile.figures(of: try TwoPeople().calculation).text
    for name in ["base_bonus", "grade_coefficient", "quarter_score", "promotion"] {
      #expect(!text.contains(",\(name),"))
    }
  }
}
