// A table: the pages of the codes on weights, shares, and the plans of people.

import MeritModel

/// The pages of P341 to P374.
enum SumPages {
  static let all: [CodePage] = [
    CodePage(
      .weightsNotWhole,
      meaning: """
        The weights of a score, or of groups of raters, do not sum to 100 %. A full result would then
        not give full points.
        """,
      example: """
        "weights": [ { "of": "target", "weight": "80%" }, { "of": "calls", "weight": "19%" } ]
        """,
      mend: """
        Change them so that they sum to exactly 100 %; thirds are written as 34 %, 33 % and 33 %.
        """),
    CodePage(
      .sharesNotWhole,
      meaning: """
        The shares of a quota do not sum to 100 %. Some people would then get no grade, or seats would
        be handed out twice. Shares of people whom one row is credited to sum to 100 %, too, and the parts
        of a balance that later periods pay out to no more; where they sum to less, the rest is never
        paid out, which is a hint.
        """,
      example: """
        "shares": [ { "is": "A", "share": "10%" }, { "is": "B", "share": "80%" } ]
        """,
      mend: """
        Change the shares, or add the grade that is missing, until they sum to exactly 100 %.
        """),
    CodePage(
      .reweightBelowNeed,
      meaning: """
        If every part leaves that may leave, less weight remains than the score needs. The people whom
        that befalls get no score.
        """,
      example: """
        "weights": [ { "of": "sales",  "weight": "50%" },
                     { "of": "survey", "weight": "50%", "whenNotApplicable": "reweight" } ],
        "reweightNeeds": "65%"
        """,
      mend: """
        Say what holds then with "whenNotApplicable": "no-score" on the score, or lower "reweightNeeds".
        A remaining weight equal to it is enough.
        """),
    CodePage(
      .gradeWithoutSeats,
      meaning: """
        A quota shares out whole seats. In small groups a small share is less than a seat, and nobody
        there can get the grade. The message lists the sizes up to 50 people.
        """,
      example: """
        "groupNeeds": 4, "shares": [ { "is": "A", "share": "10%" }, { "is": "B", "share": "90%" } ]
        4 people: 0.4 and 3.6 seats, so nobody is graded A
        """,
      mend: """
        Raise "groupNeeds" so that small groups are pooled, or the share; or leave it.
        """),
    CodePage(
      .roleWithoutPlan,
      meaning: """
        A role of the roster is in no plan. Its people would be forgotten without a word.
        """,
      example: """
        "role": ["specialist", "trainee"]
        "plans": [ { "id": "specialist", "roles": ["specialist"] } ]
        """,
      mend: """
        Add the role to the "roles" of a plan, or write a plan without results for it:
        { "id": "trainee", "roles": ["trainee"] }.
        """),
    CodePage(
      .roleInTwoPlans,
      meaning: """
        A role is in two plans. A person has one plan in a period, so that everybody is paid once.
        """,
      example: """
        "plans": [ { "id": "sales",   "roles": ["specialist"] },
                   { "id": "service", "roles": ["specialist"] } ]
        """,
      mend: """
        Keep the role in one plan, or give the people of the other one a role of their own.
        """),
    CodePage(
      .slotNotBound,
      meaning: """
        A definition reads the score, grade or bonus of a period, and a plan that uses the definition
        does not say which one that is.
        """,
      example: """
        "coefficient": { "inputs": { "grade": "month.grade" } }
        "month": { "score": "month_score", "bonus": "month_bonus" }        no "grade"
        """,
      mend: """
        Bind it in the plan, here "grade": "month_grade" beside "score", or use another definition in
        that plan.
        """),
    CodePage(
      .nobodyTakesPart,
      meaning: """
        The shares of an allocation, the places of a prize and the seats of a quota go to people whose
        plan binds them. One is named by another definition only, so nobody has a share, place or seat,
        and what names it is not applicable for everybody.
        """,
      example: """
        "month_bonus": { "steps": [ { "id": "share", "start": "pool_share" }, … ] }
        "month": { "bonus": "month_bonus" }        pool_share is in no plan
        """,
      mend: """
        Bind it where its people are: "bonus": ["pool_share", "month_bonus"]. A person's bonus is the sum
        of all that is bound, so month_bonus then holds only what is added or taken away. Most for each:
        { "id": "above", "start": "min(pool_share, 600 EUR) - pool_share" }.
        """),
  ]
}
