extension ExpressionCompiler {
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
