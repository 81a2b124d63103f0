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
        """)
  ]
}
