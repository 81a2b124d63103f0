// A table: the pages of the codes on periods, versions and dated values.

import MeritModel

/// The pages of P501 to P518.
enum TimePages {
  static let all: [CodePage] = [
    CodePage(
      .finerPeriodWithoutCollector,
      meaning: """
        A rule names values that it has several of: the months of its quarter, or the members of its
        group. It must say how they come together.
        """,
      example: """
        "quarter_score": { "per": "quarter", "weights": [ { "of": "month.score", "weight": "100%" } ] }
        """,
      mend: """
        Put a collector around the name: average(month.score), total(net_sales), min, max, how_many.
        """),
    CodePage(
      .versionGap,
      meaning: """
        Between two versions of the policy lie days on which none holds.
        """,
      example: """
        2026.1   "effective": { "from": "2026-01-01", "to": "2026-05-31" }
        2026.2   "effective": { "from": "2026-07-01", "to": "2026-12-31" }
        """,
      mend: """
        Let the later version begin the day after the earlier one ends, here on 2026-06-01, or widen the
        earlier one.
        """),
    CodePage(
      .versionOverlap,
      meaning: """
        Two versions of the policy hold on the same day, so it is not said which one counts.
        """,
      example: """
        2026.1   "effective": { "from": "2026-01-01", "to": "2026-06-30" }
        2026.2   "effective": { "from": "2026-06-30", "to": "2026-12-31" }
        """,
      mend: """
        Let the earlier one end the day before the later one begins: "from" and "to" both belong to the
        version.
        """),
    CodePage(
      .constantUndefinedAtStart,
      meaning: """
        The first step of a dated value begins after the policy does, so it has no value in between.
        """,
      example: """
        "effective": { "from": "2026-01-01", "to": "2026-12-31" }
        "base_bonus": { "kind": "money", "dated": [ { "from": "2026-02-01", "is": 800 } ] }
        """,
      mend: """
        Let the first step begin on the first day of the policy or before it.
        """),
    CodePage(
      .stepAfterEnd,
      meaning: """
        A step of a dated value begins after the policy has ended, so it can never hold.
        """,
      example: """
        "effective": { "from": "2026-01-01", "to": "2026-12-31" }
        "dated": [ { "from": "2026-01-01", "is": 800 }, { "from": "2027-01-01", "is": 900 } ]
        """,
      mend: """
        Move the step into the next version of the policy, or correct its date.
        """),
    CodePage(
      .changeInsidePeriod,
      meaning: """
        A value or the policy itself changes in the middle of a period. What holds on the period's last
        day then holds for all of it.
        """,
      example: """
        "dated": [ { "from": "2026-01-01", "is": 800 }, { "from": "2026-07-15", "is": 900 } ]
        """,
      mend: """
        Move the change to the first day of a period, here 2026-07-01 or 2026-08-01.
        """),
    CodePage(
      .periodCutOff,
      meaning: """
        A rule is for a quarter or a year of which the policy holds only a part. What lies before the
        policy begins is not computed, and a period that ends after the policy is not computed at all.
        A scheme that runs from August to December does not say what its third quarter is.
        """,
      example: """
        "effective": { "from": "2026-08-01", "to": "2026-12-31" } and a bonus with "per": "quarter"
        """,
      mend: """
        Let the policy begin and end with such a period, or leave it: the months that there are then
        make up the quarter.
        """),
    CodePage(
      .nameNotInVersion,
      meaning: """
        A rule collects from, or looks back into, a period that an older version of the policy governs,
        and that version has no definition of this name. Each period is read by its own version.
        """,
      example: """
        2025.1 (until 2025-12-31) has no "net_sales"; 2026.1 says:
        "best_quarter": { "per": "month", "formula": "max(last(3, net_sales))" }
        """,
      mend: """
        Define the name in the older version too, or let the rule look back only as far as the
        newer version holds.
        """),
    CodePage(
      .monthStartTooLate,
      meaning: """
        Months are to start on a day that not every month has.
        """,
      example: """
        "calendar": { "monthStartsOn": 31 }
        """,
      mend: """
        Choose a day from 1 to 28. Months that end on the last day start on day 1.
        """),
    CodePage(
      .historyTooLong,
      meaning: """
        The rules of a period look back over so many periods that a run would read years of days one by
        one. Nothing is cut off silently: the run is refused.
        """,
      example: """
        "good_days": { "per": "day", "kind": "count", "formula": "streak(calls >= 100)" }
        in a policy that has governed for six years
        """,
      mend: """
        Say how far back is meant, "how_many(last(30, calls >= 100))", or let the finest grain be a month.
        """),
    CodePage(
      .amendsNothing,
      meaning: """
        A policy file says that it corrects a version, and the book has no such version, or one that
        holds for other days. A correction stands in the place of the version that it amends.
        """,
      example: """
        "version": "2026.1a", "amends": "2026.2"
        """,
      mend: """
        Name the version that is corrected, keep its file in the book, and let both hold for the same
        days.
        """),
  ]
}
