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
        Claim it of a part that depends on less, such as the score by which the pool is shared, or write
        cases into the test file.
        """),
  ]
}
