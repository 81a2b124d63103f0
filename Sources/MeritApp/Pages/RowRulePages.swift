// A table: the pages of the codes on what policies demand of single rows.

import MeritModel

/// The pages of D130 to D135.
enum RowRulePages {
  static let all: [CodePage] = [
    CodePage(
      .adjustmentOutsideLimits,
      meaning: """
        A row of a discretionary amount breaks what the policy says of such rows: the amount is
        outside its limits, or a cell is empty that has to give the reason or the approval. The run
        stops, since nobody can tell what was meant.
        """,
      example: """
        "manager_bonus": { "sum": "adjustments.amount", "between": [0, 500], "needs": ["reason"] }

        employee_id,month,amount,reason
        E1,2026-03,800,
        """,
      mend: """
        Correct the row, or let the policy allow it. Both ends of "between" are allowed.
        """),
    CodePage(
      .excludedRow,
      meaning: """
        A row lies inside an event that excuses its owner: an outage, a sick leave. By the policy's
        `exclusions` it does not count. It stands in the account with the event's reason.
        """,
      example: """
        "exclusions": { "outages": { "from": "outages", "who": "employee_id", "starts": "starts",
          "ends": "ends", "reason": "reason", "applies": ["calls"] } }

        employee_id,starts,ends,reason
        E1,2026-03-03,2026-03-04,line down
        """,
      mend: """
        Nothing is wrong. If the row should count, correct the event, or take the input out of
        `applies`.
        """),
  ]
}
