extension ExpressionCompiler {
  /// What stands for functions that other languages have.
  static let instead: [String: String] = {
    let cases = "there is no `if`: cases are rows of a table (`tables`) or `bands`"
    let rows = "rows are counted by a measure, as in `\"count\": \"sales\", \"where\": \"…\"`"
    return [
      "if": cases, "iif": cases, "ifs": cases, "case": cases, "when": cases, "switch": cases,
      "countif": rows, "countifs": rows, "count": rows,
      "sumif": "rows are added by a measure, as in `\"sum\": \"sales.amount\", \"where\": \"…\"`",
      "sum": "write `total`, for values of parts or members", "avg": "write `average`",
      "mean": "write `average`",
      "round": "say it beside the expression: `\"round\": \"0.01 half-up\"`",
      "today": "there is no today: the period's last day is `period.end`",
      "now": "there is no now: the period's last day is `period.end`",
      "abs": "write `max(x, 0 - x)`",
    ]
  }()

  /// How each function is written, as an example to go by.
  static let usage: [String: String] = [
    "average": "average(month.score)", "best": "best(month.grade)",
    "company_total": "company_total(net_sales)",
    "days_between": "days_between(opened_on, closed_on)",
    "first_time": "first_time(won_sales >= 100)",
    "how_many": "how_many(month.grade, 'A')",
    "is_workday": "is_workday(closed_on, office)", "last": "average(last(3, month.score))",
    "max": "max(net_sales, sales_target)", "members": "members()",
    "min": "min(net_sales, sales_target)",
    "minutes_between": "minutes_between(started_at, ended_at)",
    "months_between": "months_between(roster.hired_on, period.end)",
    "previous": "previous(net_sales)", "streak": "streak(score >= 90)", "total": "total(net_sales)",
    "within_hours": "within_hours(started_at, office)", "worst": "worst(month.grade)",
  ]
}
