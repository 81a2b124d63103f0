// A table: the pages of the codes on figures that cannot be computed, and on the policy's checks.

import MeritModel

/// The pages of D201 to D207.
enum CalculationPages {
  static let all: [CodePage] = [
    CodePage(
      .valueMissing,
      meaning: """
        A value is missing for a person, and the policy says that this is an error.
        """,
      example: """
        "sales_target": { "only": "targets.sales_target", "whenNoRows": "missing" }
        "attainment": { "actual": "net_sales", "target": "sales_target" }, "whenMissing": "error"
        """,
      mend: """
        Deliver the row that is missing, here the target of that person and month, or let the policy say
        what holds without it.
        """),
    CodePage(
      .valueNotApplicable,
      meaning: """
        A value does not apply to a person, and the policy says that this is an error.
        """,
      example: """
        "survey_average": { "average": "surveys.score", "whenNoRows": "not-applicable" }
        { "of": "survey_average", "weight": "15%", "whenNotApplicable": "error" }
        """,
      mend: """
        Say what holds then: "reweight", "no-score", "no-bonus", a number or "pass-on".
        """),
    CodePage(
      .divisionByZero,
      meaning: """
        A divisor is 0 for a person, and the policy says that this is an error.
        """,
      example: """
        "ratio": { "of": "worked_days", "to": "scheduled_days", "whenZero": "error" }

        employee_id,month,scheduled_days,worked_days
        E2,2026-03,0,0
        """,
      mend: """
        Correct the row, or let the policy say "whenZero": "not-applicable" or a value.
        """),
    CodePage(
      .overflow,
      meaning: """
        A number became larger, or its fraction finer, than 128 bits hold. Nothing is ever cut off or
        wrapped around.
        """,
      example: """
        "formula": "won_sales * 999999999999999 * 999999999999999 * 999999999999999"
        """,
      mend: """
        Look for a factor or a unit that is wrong. If many fractions are chained, round one of them
        where it is defined.
        """),
    CodePage(
      .targetNotPositive,
      meaning: """
        A target is 0 or negative, so no part of it can be reached.
        """,
      example: """
        "attainment": { "actual": "net_sales", "target": "sales_target" }

        employee_id,month,sales_target
        E1,2026-03,0
        """,
      mend: """
        Correct the target. If people without a target are usual, add "whenZero" to the attainment, and
        let the column exclude 0: "money 1..".
        """),
    CodePage(
      .figureOutOfRange,
      meaning: """
        A computed value lies outside the range that its definition declares. What the policy was
        checked for does not hold for this person.
        """,
      example: """
        "attendance_ratio": { "range": "0%..100%", "ratio": { "of": "worked_days", "to": "days" } }

        E1 worked 23 of 21 days: 109.52 %
        """,
      mend: """
        Correct the rows, or widen the range and look again at the bands that stand on it.
        """),
    CodePage(
      .checkFails,
      meaning: """
        A check of the policy does not hold for this period. The message shows the values in it.
        """,
      example: """
        { "id": "pool_budget", "assert": "company_total(team_pool_share) <= quarter_budget",
          "otherwise": "warning" }
        """,
      mend: """
        Find out which of the values is wrong; `merit explain` shows where each comes from. "otherwise"
        says whether the run stops or warns.
        """),
    CodePage(
      .keyBelowZero,
      meaning: """
        An allocation splits a pool in proportion to a value, and somebody's value is below zero. A
        negative share of a pool means nothing, so the run stops.
        """,
      example: """
        "by": "quarter.score", and the score of E7 is -3
        """,
      mend: """
        Let "by" name a value that is never below zero, or leave such people out with "among".
        """),
    CodePage(
      .poolNotDistributed,
      meaning: """
        A pool has money, and nobody takes part in it, or everybody's key is zero. All shares are 0 and
        the pool stays undistributed.
        """,
      example: """
        "among": "quarter.grade in ('A', 'B')", and all of team T3 are graded C
        """,
      mend: """
        Nothing has to be done if that is meant. Else look at "among", "by" and the people of the group.
        """),
    CodePage(
      .smallPool,
      meaning: """
        Small groups were put together for a quota, and the pool is still smaller than `groupNeeds`. It
        is graded as one group all the same.
        """,
      example: """
        "groupNeeds": 10, "smallGroups": "pool-by-department", and the small teams of D1 have 7 people
        """,
      mend: """
        Nothing has to be done. "pool-by-company" makes larger pools, "not-graded" leaves the people
        without a grade.
        """),
  ]
}
