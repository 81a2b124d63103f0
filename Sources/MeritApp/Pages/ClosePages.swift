// A table: the pages of the codes on closing a period.

import MeritModel

/// The pages of L101 to L109.
enum ClosePages {
  static let all: [CodePage] = [
    CodePage(
      .periodClosed,
      meaning: """
        The period is closed. Its results stay as they are for ever.
        """,
      example: """
        merit close 2026-03 --by Ann        and 2026-03 was closed before
        """,
      mend: """
        Nothing is to be done. Rows that came later become corrections in the run of the next open
        period where the policy has "retro"; without it they are not paid, and that run says so (L301).
        `merit run PERIOD --dry-run` shows what a closed period would be today.
        """),
    CodePage(
      .closeOutOfOrder,
      meaning: """
        Periods are closed one after the other, and a quarter or year after its months, because what is
        closed stands on what was closed before.
        """,
      example: """
        merit close 2026-05 --by Ann        and 2026-04 is open
        """,
      mend: """
        Close the earlier period first.
        """),
    CodePage(
      .neverRun,
      meaning: """
        Only what somebody could look at is closed, and there are no results of this period.
        """,
      example: """
        merit close 2026-03 --by Ann        and out/2026-03 does not exist
        """,
      mend: """
        merit run 2026-03, look at the results, then close.
        """),
    CodePage(
      .changedSinceRun,
      meaning: """
        What would be closed is not what was looked at: since the last run an input, the policy, the
        program or a file of the results has changed, or a period that it looks back to was closed. The
        message names each.
        """,
      example: """
        data/sales.csv was exported again after the run
        January and February were run, then January was closed, and February compares with January
        """,
      mend: """
        Run the period again, look at the results, then close: run and close month by month.
        """),
    CodePage(
      .problemsNotAcknowledged,
      meaning: """
        The run has warnings: rows that were not used, people without a plan, checks that do not hold.
        Somebody must have seen each kind and say why it does not matter.
        """,
      example: """
        merit close 2026-03 --by Ann        and problems.csv has 3 lines of D103
        """,
      mend: """
        Look at problems.csv. Mend the exports and run again, or close with
        --acknowledge D103 --reason "rows of people who left in 2025". The reason is sealed.
        """),
    CodePage(
      .closeNotConfirmed,
      meaning: """
        Closing cannot be undone, so the period must be typed once more. What was typed is another word.
        """,
      example: """
        merit close 2026-03 --by Ann --confirm 2026-04
        """,
      mend: """
        Type the period when asked, or in a script --confirm 2026-03.
        """),
    CodePage(
      .nothingToAcknowledge,
      meaning: """
        A code was acknowledged of which the run has no problem. It is not recorded.
        """,
      example: """
        merit close 2026-03 --by Ann --acknowledge D113 --reason "known"
        """,
      mend: """
        Leave the code out, or write the one that problems.csv shows.
        """),
    CodePage(
      .closedBeforeLastClose,
      meaning: """
        The day of closing lies before the day on which the last period was closed. What was known on a
        day could then not be told.
        """,
      example: """
        merit close 2026-04 --by Ann --on 2026-04-01        and 2026-03 was closed on 2026-04-05
        """,
      mend: """
        Give the day on which you close, or leave --on out: it is then today.
        """),
    CodePage(
      .periodNotOver,
      meaning: """
        The day of closing lies before the end of the period.
        """,
      example: """
        merit close 2026-03 --by Ann --on 2026-03-20
        """,
      mend: """
        Close the period when it is over.
        """),
  ]
}
