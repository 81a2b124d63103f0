// A table: the pages of the codes on claims and on what they are about.

import MeritModel

/// The pages of P701 and the codes after it.
enum ClaimPages {
  static let all: [CodePage] = [
    CodePage(
      .claimRefuted,
      meaning: """
        The policy does not do what one of its claims says. The message shows two people who are alike
        but for one input, or one person, with exact figures; and the periods in which the claim fails
        where constants change.
        """,
      example: """
        { "id": "no_big_cliff", "jumpsAtMost": 500, "in": "month_bonus", "along": "net_sales" }
        grade D -> C moves the coefficient from 0% to 60% of a base bonus of 900: one step is worth 540
        """,
      mend: """
        Change the rule where the message says that it turns or jumps, or claim what the policy really
        does, here "jumpsAtMost": 540.
        """),
    CodePage(
      .claimUndecided,
      meaning: """
        The claim was neither proved nor refuted. The message says why: a product of two inputs, values
        of other people or periods, more edges than are followed. "Tested, not proved" says that made-up
        people at all corners were tried and none contradicts.
        """,
      example: """
        { "id": "fair", "neverLower": "pool_share", "whenMore": "net_sales" }
        a share depends on the scores of the others of the group
        """,
      mend: """
        Claim it of a part that depends on less, such as the score by which the pool is shared, or try
        it on rows with `merit run --dry-run`.
        """),
    CodePage(
      .notApplicableCliff,
      meaning: """
        A line of a score leaves the weights where it has no value, and the others grow. Whoever has no
        value is then judged better than the same person with an ordinary one. The message shows two such
        people and what the value costs.
        """,
      example: """
        { "of": "survey_score", "weight": "15%", "whenNotApplicable": "reweight" }
        two surveys: not applicable, score 92.65, grade A; a third one, 3.0 on average: 87.75, B
        """,
      mend: """
        Give the line a value of its own ("whenNotApplicable": 60), count the value from the first answer
        on, or leave it: no value may well be nobody's fault.
        """),
    CodePage(
      .plateau,
      meaning: """
        Along an input that a claim names there are stretches over which more brings nothing: behind a
        cap, or between two edges. The message gives them to the cent, for a person for whom nothing else
        stands in the way.
        """,
      example: """
        { "id": "cap", "atMost": "month_bonus_cap" }    no further pay from 103,749.94 on
        """,
      mend: """
        Nothing has to be done if that is meant. Otherwise raise the cap, or let rates fall instead of
        ending.
        """),
    CodePage(
      .largeJump,
      meaning: """
        One edge is worth much: a cent more of an input moves the result by a good part of the whole, or
        a rate on the whole amount (method "whole") changes at an edge.
        """,
      example: """
        "method": "whole", "rows": [ { "from": 0, "rate": "3%" }, { "from": 30000, "rate": "5%" } ]
        at 30,000 the pay goes from 900 to 1,500
        """,
      mend: """
        Use the method "marginal", or more and smaller steps; or state the size with a claim
        "jumpsAtMost", so that it cannot grow unseen.
        """),
    CodePage(
      .deductionsWithoutFloor,
      meaning: """
        Deductions can take more than there was to begin with: a line has no "atMost", or all lines
        together cost more than the start. The message says how low a month can fall.
        """,
      example: """
        "deductions": { "startAt": 100, "lines": [ { "id": "minor", "each": "complaints", "costs": 5 } ] }
        """,
      mend: """
        Add "atLeast": 0 to the deductions, or "atMost" to each line.
        """),
    CodePage(
      .missingReweighted,
      meaning: """
        Where data are missing, a line leaves the weights and the others decide. A file that was not
        delivered is then seen by nobody.
        """,
      example: """
        { "of": "sales_attainment", "weight": "50%", "whenMissing": "reweight" }
        """,
      mend: """
        Write "whenMissing": "error", so that the run stops and names who lacks the data.
        """),
    CodePage(
      .shiftsAddUp,
      meaning: """
        Several exceptions move a grade by steps. Who meets two of them is moved by both. Schemes that
        say "one category lower" often leave open what then holds.
        """,
      example: """
        { "id": "talk", "when": "talk_time > most_talk", "shift": -1 },
        { "id": "late", "when": "lates > 3", "shift": -1 }
        """,
      mend: """
        Leave it if two steps are meant; else write one exception whose condition joins both with "or".
        """),
  ]
}
