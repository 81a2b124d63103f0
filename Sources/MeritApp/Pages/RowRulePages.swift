// A table: the pages of the codes on what policies demand of single rows.

import MeritModel

/// The pages of D130 to D135, and of D142.
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
      .voidBallot,
      meaning: """
        A rater's scores break a rule that `validWhen` sets for a ballot as a whole: too many high
        ones, all alike. The ballot is void: none of its rows counts, for anybody.
        """,
      example: """
        "peers": { "of": "ballots.score", "rater": "rater", "validWhen": ["min(score) < 100"], … }

        rater,ratee,month,score
        R7,E1,2026-03,100
        """,
      mend: """
        Nothing has to be mended: the others' ballots count. If the ballot should count, let the
        rater give it again, or change the rule.
        """),
    CodePage(
      .rateeRatedTwice,
      meaning: """
        One rater gives one person two scores in one period. Which of them is meant nobody can tell,
        so the run stops.
        """,
      example: """
        rater,ratee,on,score
        R1,E1,2026-03-02,80
        R1,E1,2026-03-09,90
        """,
      mend: """
        Delete one of the rows, or let `where` of the rating choose between them.
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
    CodePage(
      .reversedRowNotFound,
      meaning: """
        A row reverses another one, and no usable row has the key that it names, or that row lies
        after it or further back than the policy allows. At which rate the money is taken back
        nobody can tell, so the run stops.
        """,
      example: """
        "reverses": { "key": "refund_of", "within": "12 months" }

        sale_id,agent_id,closed_on,amount,refund_of
        S9,E1,2026-03-20,8000,S1
        No row of the files has the key S1.
        """,
      mend: """
        Deliver the file that holds the reversed row, correct the key, or widen `within`.
        """),
    CodePage(
      .lookupFoundNothing,
      meaning: """
        Rows have no value in a column that a measure aggregates, because a lookup found nothing. They
        do not count in the measure: a sale of a product without a rate pays nothing.
        """,
      example: """
        "lookups": { "rate": { "table": "rates", "match": "product", "gives": "rate" } },
        "derived": { "worth": { "kind": "money", "is": "amount * rate" } }
        "earned": { "sum": "sales.worth" }

        id,agent,on,product,amount
        S7,E1,2026-03-05,P9,100000          and rates.csv has no P9
        """,
      mend: """
        Add the row to the table that is looked up in, or provide for such rows: name a column in
        "orElse", or let the measure say which rows count: `"where": "rate is present"`. Every row is
        in problems.csv with what was looked for. A cell of the file itself that may be empty, and is,
        is not told, nor is a lookup by an empty cell.
        """),
  ]
}
