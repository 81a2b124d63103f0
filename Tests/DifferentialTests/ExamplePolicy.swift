// Long because it holds the complete policy that the language's description gives as its example.

/// The example policy of the language's description.
enum ExamplePolicy {
  // swift-format-ignore
  static let text = #"""
    {
      "$schema": "policy.schema.json",
      "policyFormat": 1,

      "policy": {
        "id": "telesales",
        "version": "2026.1",
        "title": "Telesales performance and bonus policy",
        "effective": { "from": "2026-01-01", "to": "2026-12-31" },
        "approved": { "by": "HR committee", "on": "2025-12-18", "document": "HR-2025-114" },
        "currency": "CNY",
        "timeZone": "Asia/Shanghai",
        "roleChange": "role-at-period-end",
        "retro": { "mode": "forward-delta", "atMostMonths": 3 },
        "rounding": { "points": "0.01 half-up", "money": "0.01 half-up", "percent": "exact" }
      },

      "calendars": {
        "office": {
          "workdays": ["mon", "tue", "wed", "thu", "fri"],
          "hours": { "from": "09:00", "below": "18:00" },
          "holidays": ["2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18"],
          "extraWorkdays": ["2026-02-14"]
        }
      },

      "gradeSets": { "abcd": ["A", "B", "C", "D"] },

      "inputs": {
        "roster":      { "key": ["employee_id", "valid_from"], "columns": {
                         "employee_id": "id", "name": "text", "role": ["specialist", "team_lead", "supervisor"],
                         "team_id": "id", "department_id": "id", "hired_on": "date",
                         "valid_from": "date", "valid_to": "date?" } },
        "calls":       { "key": ["call_id"], "owner": "agent_id", "date": "started_at", "columns": {
                         "call_id": "id", "agent_id": "id", "started_at": "datetime", "connected": "flag" } },
        "sales":       { "key": ["sale_id"], "owner": "agent_id", "date": "closed_on", "columns": {
                         "sale_id": "id", "agent_id": "id", "closed_on": "date", "amount": "money 0..",
                         "status": ["won", "cancelled", "refunded"] } },
        "targets":     { "key": ["employee_id", "month"], "owner": "employee_id", "date": "month", "columns": {
                         "employee_id": "id", "month": "month", "sales_target": "money 1000.." } },
        "surveys":     { "key": ["survey_id"], "owner": "agent_id", "date": "answered_on", "columns": {
                         "survey_id": "id", "agent_id": "id", "answered_on": "date", "score": "number 1..5" } },
        "complaints":  { "key": ["complaint_id"], "owner": "agent_id", "date": "received_on", "columns": {
                         "complaint_id": "id", "agent_id": "id", "received_on": "date",
                         "severity": ["minor", "serious"], "upheld": "flag" } },
        "attendance":  { "key": ["employee_id", "month"], "owner": "employee_id", "date": "month", "columns": {
                         "employee_id": "id", "month": "month",
                         "scheduled_days": "days 1..31", "worked_days": "days 0..31" },
                         "rowCheck": "worked_days <= scheduled_days" },
        "evaluations": { "key": ["employee_id", "quarter"], "owner": "employee_id", "date": "quarter", "columns": {
                         "employee_id": "id", "quarter": "quarter", "score": "points 0..100" } },
        "exams":       { "key": ["employee_id", "taken_on", "exam"], "owner": "employee_id", "date": "taken_on", "columns": {
                         "employee_id": "id", "taken_on": "date", "exam": ["product", "compliance"],
                         "score": "points 0..100" } }
      },

      "constants": {
        "base_bonus":      { "kind": "money", "label": "Monthly base bonus", "source": "HR-2025-114 §5.1",
                             "dated": [ { "from": "2026-01-01", "is": 800 }, { "from": "2026-07-01", "is": 900 } ] },
        "month_bonus_cap": { "kind": "money", "label": "Monthly bonus cap", "source": "§5.6", "is": 8000 },
        "annual_base":     { "kind": "money", "label": "Supervisor annual base", "source": "§7.1", "is": 30000 },
        "quarter_budget":  { "kind": "money", "label": "Team pool budget per quarter", "source": "§6.4", "is": 250000 }
      },

      "measures": {
        "net_sales":          { "label": "Won sales", "per": "month", "kind": "money", "source": "§3.1",
                                "sum": "sales.amount", "where": "status = 'won'", "whenNoRows": 0 },
        "won_sales":          { "label": "Number of won sales", "per": "month", "kind": "count", "source": "§3.1",
                                "count": "sales", "where": "status = 'won'", "whenNoRows": 0 },
        "connected_calls":    { "label": "Connected calls", "per": "month", "kind": "count", "source": "§3.2",
                                "count": "calls", "where": "connected", "whenNoRows": 0 },
        "off_hours_calls":    { "label": "Calls outside office hours", "per": "month", "kind": "count", "source": "§4.2",
                                "count": "calls", "where": "not within_hours(started_at, office)", "whenNoRows": 0 },
        "minor_complaints":   { "label": "Upheld minor complaints", "per": "month", "kind": "count", "source": "§4.2",
                                "count": "complaints", "where": "severity = 'minor' and upheld", "whenNoRows": 0 },
        "serious_violations": { "label": "Upheld serious violations", "per": "month", "kind": "count", "source": "§4.3",
                                "count": "complaints", "where": "severity = 'serious' and upheld", "whenNoRows": 0 },
        "sales_target":       { "label": "Sales target", "per": "month", "kind": "money", "source": "§3.1",
                                "only": "targets.sales_target", "whenNoRows": "missing" },
        "worked_days":        { "label": "Days worked", "per": "month", "kind": "days", "source": "§5.4",
                                "only": "attendance.worked_days", "whenNoRows": "missing" },
        "scheduled_days":     { "label": "Days scheduled", "per": "month", "kind": "days", "source": "§5.4",
                                "only": "attendance.scheduled_days", "whenNoRows": "missing" },
        "survey_average":     { "label": "Average survey answer", "per": "month", "kind": "number", "source": "§3.3",
                                "average": "surveys.score", "needsRows": 3, "whenNoRows": "not-applicable" },
        "conversion":         { "label": "Conversion", "per": "month", "kind": "percent", "source": "§3.2",
                                "ratio": { "of": "won_sales", "to": "connected_calls", "whenZero": "not-applicable" } },
        "attendance_ratio":   { "label": "Attendance", "per": "month", "kind": "percent", "source": "§5.4", "range": "0%..100%",
                                "ratio": { "of": "worked_days", "to": "scheduled_days", "whenZero": "error" },
                                "whenMissing": "error" },
        "exam_best":          { "label": "Best product exam in 12 months", "per": "quarter", "kind": "points", "source": "§8.2",
                                "max": "exams.score", "where": "exam = 'product'", "window": "12 months", "whenNoRows": "missing" },
        "serious_12_months":  { "label": "Serious violations in 12 months", "per": "quarter", "kind": "count", "source": "§8.2",
                                "count": "complaints", "where": "severity = 'serious' and upheld", "window": "12 months", "whenNoRows": 0 },
        "supervisor_rating":  { "label": "Supervisor's rating", "per": "quarter", "kind": "points", "source": "§3.6",
                                "only": "evaluations.score", "whenNoRows": "missing" },
        "tenure":             { "label": "Tenure at period end", "per": "quarter", "kind": "months", "source": "§8.2",
                                "formula": "months_between(roster.hired_on, period.end)" },
        "team_sales":         { "label": "Team sales", "for": "team", "per": "month", "kind": "money", "source": "§6.1", "total": "net_sales" },
        "team_target":        { "label": "Team target", "for": "team", "roles": ["specialist"], "per": "month", "kind": "money", "source": "§6.1", "total": "sales_target",
                                "whenMissing": "error" },
        "team_survey":        { "label": "Team survey average", "for": "team", "per": "month", "kind": "number", "source": "§6.1",
                                "average": "surveys.score", "needsRows": 10, "whenNoRows": "not-applicable" },
        "department_sales":   { "label": "Department sales", "for": "department", "per": "month", "kind": "money", "source": "§7.1", "total": "net_sales" },
        "department_target":  { "label": "Department target", "for": "department", "roles": ["specialist"], "per": "month", "kind": "money", "source": "§7.1",
                                "total": "sales_target", "whenMissing": "error" },
        "d_quarters":         { "label": "Quarters graded D", "per": "year", "kind": "count", "source": "§8.4", "range": "0..4",
                                "formula": "how_many(quarter.grade, 'D')" }
      },

      "indicators": {
        "sales_attainment": { "label": "Sales attainment", "per": "month", "source": "§3.1", "worth": 100,
          "attainment": { "actual": "net_sales", "target": "sales_target", "atMost": "120%" }, "whenMissing": "error" },
        "conversion_score": { "label": "Conversion", "per": "month", "source": "§3.2",
          "bands": { "of": "conversion", "rows": [
            { "from": "12%", "is": 100 }, { "from": "8%", "is": 80 }, { "from": "5%", "is": 60 }, { "from": "0%", "is": 40 } ] },
          "whenNotApplicable": "pass-on" },
        "survey_score": { "label": "Customer survey", "per": "month", "source": "§3.3",
          "curve": { "of": "survey_average", "through": [
            { "at": 1, "is": 0 }, { "at": 3, "is": 60 }, { "at": 4.5, "is": 100 }, { "at": 5, "is": 100 } ] },
          "whenNotApplicable": "pass-on" },
        "discipline": { "label": "Discipline", "per": "month", "source": "§4.2",
          "deductions": { "startAt": 100, "lines": [
            { "id": "off_hours", "each": "off_hours_calls",    "costs": 2,  "atMost": 10 },
            { "id": "minor",     "each": "minor_complaints",   "costs": 5,  "atMost": 20 },
            { "id": "serious",   "each": "serious_violations", "costs": 20, "atMost": 40 } ] } },
        "team_attainment": { "label": "Team attainment", "per": "month", "source": "§6.1", "worth": 100,
          "attainment": { "actual": "team_sales", "target": "team_target", "atMost": "120%" } },
        "team_survey_score": { "label": "Team survey", "per": "month", "source": "§6.1",
          "curve": { "of": "team_survey", "through": [ { "at": 1, "is": 0 }, { "at": 3, "is": 60 }, { "at": 5, "is": 100 } ] },
          "whenNotApplicable": "pass-on" },
        "department_attainment": { "label": "Department attainment", "per": "quarter", "source": "§7.1", "worth": 100,
          "attainment": { "actual": "total(department_sales)", "target": "total(department_target)", "atMost": "120%" } }
      },

      "scores": {
        "specialist_month": { "label": "Specialist monthly score", "per": "month", "source": "§3.5",
          "weights": [
            { "of": "sales_attainment", "weight": "50%" },
            { "of": "conversion_score", "weight": "20%", "whenNotApplicable": "reweight" },
            { "of": "survey_score",     "weight": "15%", "whenNotApplicable": "reweight" },
            { "of": "discipline",       "weight": "15%" } ],
          "reweightNeeds": "65%" },
        "lead_month": { "label": "Team lead monthly score", "per": "month", "source": "§6.2",
          "weights": [
            { "of": "team_attainment",   "weight": "50%" },
            { "of": "team_survey_score", "weight": "20%", "whenNotApplicable": "reweight" },
            { "of": "discipline",        "weight": "30%" } ],
          "reweightNeeds": "80%" },
        "quarter_score": { "label": "Quarterly score", "per": "quarter", "source": "§3.6",
          "weights": [
            { "of": "average(month.score)", "weight": "70%", "needsPeriods": 2, "whenNotApplicable": "no-score" },
            { "of": "supervisor_rating",    "weight": "30%", "whenMissing": "error" } ] },
        "supervisor_quarter": { "label": "Supervisor quarterly score", "per": "quarter", "source": "§7.2",
          "weights": [
            { "of": "department_attainment", "weight": "70%" },
            { "of": "supervisor_rating",     "weight": "30%", "whenMissing": "error" } ] },
        "year_score": { "label": "Annual score", "per": "year", "source": "§3.7",
          "weights": [ { "of": "average(quarter.score)", "weight": "100%", "needsPeriods": 3, "whenNotApplicable": "no-score" } ] }
      },

      "grades": {
        "month_grade": { "label": "Monthly grade", "per": "month", "of": "month.score", "set": "abcd", "source": "§4.1",
          "bands": [ { "from": 90, "is": "A" }, { "from": 80, "is": "B" }, { "from": 65, "is": "C" }, { "from": 0, "is": "D" } ],
          "exceptions": [
            { "id": "serious_violation", "when": "serious_violations >= 1", "atMost": "C", "source": "§4.3" } ] },
        "quarter_grade": { "label": "Quarterly grade (ranked)", "per": "quarter", "of": "quarter.score", "set": "abcd", "source": "§4.4",
          "quota": {
            "within": "team", "groupNeeds": 10, "smallGroups": "pool-by-department",
            "shares": [ { "is": "A", "share": "10%" }, { "is": "B", "share": "20%" }, { "is": "C", "share": "60%" }, { "is": "D", "share": "10%" } ],
            "seats": "largest-remainder",
            "order": [ { "by": "quarter.score", "best": "high" }, { "by": "total(net_sales)", "best": "high" } ],
            "ties": "better-grade" },
          "whenNotApplicable": "not-graded" },
        "manager_grade": { "label": "Manager grade", "per": "quarter", "of": "quarter.score", "set": "abcd", "source": "§7.2",
          "bands": [ { "from": 95, "is": "A" }, { "from": 80, "is": "B" }, { "from": 60, "is": "C" }, { "from": 0, "is": "D" } ],
          "whenNotApplicable": "not-graded" },
        "year_grade": { "label": "Annual grade", "per": "year", "of": "year.score", "set": "abcd", "source": "§4.5",
          "bands": [ { "from": 90, "is": "A" }, { "from": 80, "is": "B" }, { "from": 65, "is": "C" }, { "from": 0, "is": "D" } ],
          "exceptions": [ { "id": "any_d_quarter", "when": "d_quarters >= 1", "atMost": "B", "source": "§4.5" } ],
          "whenNotApplicable": "not-graded" }
      },

      "tiers": {
        "commission": { "label": "Monthly commission", "source": "§5.2", "method": "marginal",
          "rows": [ { "from": 0, "rate": "3%" }, { "from": 10000, "rate": "5%" }, { "from": 30000, "rate": "8%" } ] },
        "team_pool":  { "label": "Team pool", "source": "§6.4", "method": "marginal",
          "rows": [ { "from": 0, "rate": "0%" }, { "from": 500000, "rate": "1%" }, { "from": 1500000, "rate": "1.5%" } ] }
      },

      "tables": {
        "grade_coefficient": { "label": "Grade coefficient", "source": "§5.3", "gives": "percent",
          "inputs": { "grade": "month.grade" },
          "rows": [ { "grade": "A", "is": "150%" }, { "grade": "B", "is": "100%" }, { "grade": "C", "is": "60%" }, { "grade": "D", "is": "0%" } ] },
        "annual_coefficient": { "label": "Annual coefficient", "source": "§7.3", "gives": "percent",
          "inputs": { "grade": "year.grade" },
          "rows": [ { "grade": "A", "is": "200%" }, { "grade": "B", "is": "120%" }, { "grade": "C", "is": "50%" }, { "grade": "D", "is": "0%" } ] },
        "position": { "label": "Position adjustment", "source": "§8.4", "gives": ["promotion-review", "keep", "transfer-review", "demotion-review"],
          "inputs": { "grade": "year.grade", "d_quarters": "d_quarters" },
          "rows": [
            { "grade": "A",        "d_quarters": "any",          "is": "promotion-review" },
            { "grade": "B",        "d_quarters": "any",          "is": "keep" },
            { "grade": "C",        "d_quarters": { "below": 2 }, "is": "keep" },
            { "grade": "C",        "d_quarters": { "from": 2 },  "is": "transfer-review" },
            { "grade": "D",        "d_quarters": "any",          "is": "demotion-review" } ] }
      },

      "bonuses": {
        "specialist_month_bonus": { "label": "Specialist monthly bonus", "per": "month", "source": "§5",
          "steps": [
            { "id": "base",        "start": "base_bonus",                                     "source": "§5.1" },
            { "id": "coefficient", "times": { "table": "grade_coefficient" },                 "source": "§5.3" },
            { "id": "commission",  "plus":  { "tiers": "commission", "on": "net_sales" },     "source": "§5.2" },
            { "id": "attendance",  "times": "attendance_ratio",                               "source": "§5.4" },
            { "id": "quality",     "onlyIf": "serious_violations = 0", "otherwiseKeep": "50%", "source": "§5.5" },
            { "id": "cap",         "atMost": "month_bonus_cap",                               "source": "§5.6" },
            { "id": "part_month",  "prorate": "days-in-plan",                                 "source": "§5.7" },
            { "id": "pay",         "round": "0.01 half-up" } ] },
        "supervisor_year_bonus": { "label": "Supervisor annual bonus", "per": "year", "source": "§7.3", "whenNotGraded": "no-bonus",
          "steps": [
            { "id": "base",        "start": "annual_base" },
            { "id": "coefficient", "times": { "table": "annual_coefficient" } },
            { "id": "part_year",   "prorate": "days-in-plan" },
            { "id": "pay",         "round": "0.01 half-up" } ] }
      },

      "allocations": {
        "team_pool_share": { "label": "Team pool share", "per": "quarter", "within": "team", "source": "§6.4",
          "pool": { "tiers": "team_pool", "on": "total(team_sales)" },
          "onlyIf": "total(team_sales) >= 80% * total(team_target)",
          "among": "quarter.grade in ('A', 'B', 'C')", "whenNotGraded": "no-share", "by": "quarter.score",
          "to": "0.01", "remainder": "largest-remainder" }
      },

      "outcomes": {
        "promotion": { "label": "Promotion to senior specialist", "per": "quarter", "source": "§8.2",
          "requires": [
            { "id": "grades", "check": "worst(last(2, quarter.grade)) >= 'B'", "whenMissing": "fail" },
            { "id": "tenure", "check": "tenure >= 12" },
            { "id": "exam",   "check": "exam_best >= 80", "whenMissing": "fail" },
            { "id": "clean",  "check": "serious_12_months = 0" } ] },
        "training": { "label": "Training", "per": "month", "source": "§8.3",
          "assign": [
            { "id": "closing_skills",  "when": "conversion_score <= 60", "whenNotApplicable": "no" },
            { "id": "customer_care",   "when": "survey_score < 60",      "whenNotApplicable": "no" },
            { "id": "call_compliance", "when": "off_hours_calls >= 3 or serious_violations >= 1" } ] },
        "position": { "label": "Position adjustment", "per": "year", "source": "§8.4", "table": "position", "whenNotGraded": "none" }
      },

      "plans": [
        { "id": "specialist", "roles": ["specialist"],
          "month":   { "score": "specialist_month", "grade": "month_grade", "bonus": "specialist_month_bonus", "outcomes": ["training"] },
          "quarter": { "score": "quarter_score", "grade": "quarter_grade", "bonus": "team_pool_share", "outcomes": ["promotion"] },
          "year":    { "score": "year_score", "grade": "year_grade", "outcomes": ["position"] } },
        { "id": "team_lead", "roles": ["team_lead"],
          "month":   { "score": "lead_month", "grade": "month_grade" },
          "quarter": { "score": "quarter_score", "grade": "manager_grade", "bonus": "team_pool_share" },
          "year":    { "score": "year_score", "grade": "year_grade", "outcomes": ["position"] } },
        { "id": "supervisor", "roles": ["supervisor"],
          "quarter": { "score": "supervisor_quarter", "grade": "manager_grade" },
          "year":    { "score": "year_score", "grade": "year_grade", "bonus": "supervisor_year_bonus", "outcomes": ["position"] } }
      ],

      "checks": [
        { "id": "all_sales_counted", "reconcile": { "measure": "net_sales", "with": "sales.amount" }, "otherwise": "error" },
        { "id": "pool_budget", "assert": "company_total(team_pool_share) <= quarter_budget", "otherwise": "warning" }
      ],

      "claims": [
        { "id": "more_sales_never_hurts", "neverLower": "specialist_month_bonus", "whenMore": "net_sales" },
        { "id": "a_won_sale_never_hurts", "neverLower": "specialist_month_bonus", "whenAdding": "sales where status = 'won'" },
        { "id": "payout_ceiling",         "always": "specialist_month_bonus <= month_bonus_cap" },
        { "id": "no_big_cliff",           "jumpsAtMost": 600, "in": "specialist_month_bonus", "along": "net_sales" },
        { "id": "everyone_graded_once",   "exactlyOne": "month.grade" }
      ]
    }
    """#
}
