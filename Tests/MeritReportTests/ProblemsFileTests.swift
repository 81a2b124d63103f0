import MeritModel
import MeritReport
import Testing

@Suite struct ProblemsFileTests {
  @Test func `problems stand by file, line and column`() {
    let row = { (file: String, line: Int) in
      RowProblem(
        code: .fileEmpty, severity: .error, table: "sales", file: file, line: line, column: 3,
        message: "`x, y` is no number", value: "x, y")
    }
    let finding = Diagnostic(
      .fileEmpty, "the file is empty", at: SourcePlace(file: "a.csv"), help: "export it again")
    let file = OutputFile.problems(
      [row("b.csv", 2), row("a.csv", 10), row("a.csv", 9)], findings: [finding])
    #expect(
      file.lines == [
        "severity,code,table,file,line,column,message,value",
        "error,D002,,a.csv,,,the file is empty,",
        "error,D002,sales,a.csv,9,3,\"`x, y` is no number\",\"x, y\"",
        "error,D002,sales,a.csv,10,3,\"`x, y` is no number\",\"x, y\"",
        "error,D002,sales,b.csv,2,3,\"`x, y` is no number\",\"x, y\"",
      ])
  }

  @Test func `an account says where each row went`() {
    var account = ConservationAccount(table: "sales", file: "data/sales.csv")
    (account.rowsRead, account.rowsUsed) = (10, 6)
    account.notUsed = ["outside 2026-03": 2, "status is 'lost'": 1]
    account.rejected = ["D104": 1]
    #expect(
      OutputFile.accounts([account]).lines.last
        == "sales,data/sales.csv,10,6,3,1,"
        + "2 not used: outside 2026-03; 1 not used: status is 'lost'; 1 rejected: D104")
  }
}
