// A table: the pages of the codes on the writing of expressions.

import MeritModel

/// The pages of P110 to P132.
enum ExpressionPages {
  static let all: [CodePage] = [
    CodePage(
      .expressionSyntax,
      meaning: """
        The expression cannot be read at the place shown: a sign, a name or a bracket stands where
        something else must stand. A comma between digits is refused too, since 10,000 in a function would
        be two values.
        """,
      example: """
        "where": "status = = 'won'"
        """,
      mend: """
        Comparisons are = <> < <= > >=, texts stand in single quotes, money carries its currency
        (300 CNY), and the words are and, or, not, in, is. Here: status = 'won'. Decimals take a point
        and thousands no mark: 2.5% and 10000 CNY; between two values stands a comma and a blank.
        """),
    CodePage(
      .mixedAndOr,
      meaning: """
        One chain mixes `and` and `or`. People read it in two ways, and each way counts other rows.
        """,
      example: """
        "where": "upheld and severity = 'minor' or severity = 'serious'"
        """,
      mend: """
        Put brackets around the part that belongs together:
        upheld and (severity = 'minor' or severity = 'serious').
        """),
    CodePage(
      .chainedComparison,
      meaning: """
        Comparisons follow one another without `and`. A comparison gives yes or no, which cannot be
        compared with a number again.
        """,
      example: """
        "when": "60 <= survey_score < 80"
        """,
      mend: """
        Write two comparisons: survey_score >= 60 and survey_score < 80.
        """),
    CodePage(
      .expressionTooLong,
      meaning: """
        The expression has more than 120 characters. It works, but nobody who signs the policy reads it.
        """,
      example: """
        "where": "status = 'won' and amount > 100 CNY and closed_on > date'2026-01-01' and …"
        """,
      mend: """
        Give a part a name: a measure, or a derived column of the input.
        """),
    CodePage(
      .tooManyTerms,
      meaning: """
        More than three conditions stand in one chain of `and` or `or`. It works, but is hard to check
        by eye.
        """,
      example: """
        "when": "a >= 1 or b >= 1 or c >= 1 or d >= 1"
        """,
      mend: """
        Name two of them together, or list values with `in`: severity in ('minor', 'serious').
        """),
    CodePage(
      .nestedTooDeep,
      meaning: """
        Brackets stand inside brackets. It works, but is hard to check by eye.
        """,
      example: """
        "formula": "(won_sales - (refunds + cancelled)) * 2"
        """,
      mend: """
        Give the inner part a name of its own: "lost": { "formula": "refunds + cancelled" }.
        """),
  ]
}
