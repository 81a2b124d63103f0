// A table: the pages of the codes on kinds, and on values that may be absent.

import MeritModel

/// The pages of P201 to P241, P601 and P602.
enum KindPages {
  static let all: [CodePage] = [
    CodePage(
      .kindMismatch,
      meaning: """
        A value has another kind than its place takes: money where a count is declared, a date compared
        with a number, a text where a grade stands.
        """,
      example: """
        "net_sales": { "kind": "count", "sum": "sales.amount", "whenNoRows": 0 }
        """,
      mend: """
        Correct the declared kind, here "kind": "money", or use a value of the right kind. Only values of
        one kind are added or compared; money is written with its currency, 300 CNY.
        """),
    CodePage(
      .meaninglessProduct,
      meaning: """
        Two values are multiplied whose product means nothing, such as money times money.
        """,
      example: """
        "formula": "net_sales * base_bonus"
        """,
      mend: """
        One of the two must be a number, a count or a percent: net_sales * 3%.
        """),
    CodePage(
      .divisorMayBeZero,
      meaning: """
        The value after the division sign can be 0 as far as the policy says, and no one states what
        holds then.
        """,
      example: """
        "per_call": { "kind": "money", "formula": "net_sales / connected_calls" }
        """,
      mend: """
        Use the shape that asks:
        "ratio": { "of": "net_sales", "to": "connected_calls", "whenZero": "not-applicable" },
        or declare a range without 0 where the divisor comes from ("days 1..31").
        """),
    CodePage(
      .percentSignMissing,
      meaning: """
        A percent is written without its sign. 3 could mean 3 % or 300 %.
        """,
      example: """
        { "from": 10000, "rate": 5 }
        """,
      mend: """
        Write the text "5%". In expressions the sign follows the number: 80% * team_target.
        """),
    CodePage(
      .unknownChoice,
      meaning: """
        A word is not one of those that its place knows: a grade outside the grade set, a value that a
        column does not list, an option that does not exist.
        """,
      example: """
        "where": "status = 'sold'"        the column lists "won", "cancelled", "refunded"
        """,
      mend: """
        Write one of the words that the message lists, or add the new one where they are declared.
        """),
    CodePage(
      .comparedUnrounded,
      meaning: """
        A value is compared with all its digits but shown rounded. Somebody can see 8.0 % on paper and
        yet be below 8 %.
        """,
      example: """
        37 won sales of 463 calls are 7.99136… %: shown as 8.0 %, and below { "from": "8%" }
        """,
      mend: """
        Round the value where it is defined ("round": "0.1% half-up"), or leave it and tell people which
        of the two counts.
        """),
    CodePage(
      .roundedTwice,
      meaning: """
        The policy rounds at payment only, and a definition rounds besides. Both cannot hold.
        """,
      example: """
        "rounding": { "default": "at-payment" }
        "conversion": { "ratio": { "of": "won_sales", "to": "calls" }, "round": "0.1% half-up" }
        """,
      mend: """
        Delete the definition's "round", or set "default": "at-definition" in policy.rounding.
        """),
    CodePage(
      .absentUnhandled,
      meaning: """
        A value can be missing or not applicable here, and nothing says what holds then. No default is
        taken: 0 would punish, leaving it out would reward.
        """,
      example: """
        "survey_average": { "average": "surveys.score", "whenNoRows": "not-applicable" }
        { "of": "survey_average", "weight": "15%" }
        """,
      mend: """
        Say it at the use: "whenNotApplicable": "reweight", "no-score" or a number; "whenMissing":
        "error" or a number. In a condition: survey_average is present and survey_average >= 4.
        """),
    CodePage(
      .handlerNeverActs,
      meaning: """
        A handler stands where nothing can be absent, so it never acts. It lets readers expect a case
        that does not exist. It is told only of a policy without errors, since what an error stops reaches
        no handler.
        """,
      example: """
        "won_sales": { "count": "sales", "whenNoRows": 0 }
        { "of": "won_sales", "weight": "20%", "whenMissing": "error" }
        """,
      mend: """
        Delete the handler; or, if the case was meant, let the measure be "whenNoRows": "missing".
        """),
  ]
}
