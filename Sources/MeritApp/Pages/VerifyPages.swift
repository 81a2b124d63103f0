// A table: the pages of the codes on what was closed: verifying it, reading it.

import MeritModel

/// The pages of L201 to L302.
enum VerifyPages {
  static let all: [CodePage] = [
    CodePage(
      .sealedFigureDiffers,
      meaning: """
        A closed period was computed again from what was sealed, and a figure came out differently. The
        program has changed in a way that changes results, or the ledger was altered with great care.
        """,
      example: """
        employee E1, net_sales of 2026-03
        """,
      mend: """
        Compare with the program that closed the period: `merit ledger` names its version. If it gives
        the sealed figures, report the difference.
        """),
    CodePage(
      .sealedOutputDiffers,
      meaning: """
        A closed period was computed again from what was sealed. All figures are the same, but a file
        has other bytes than were sealed. Another version of the program writes that file differently.
        """,
      example: """
        review.xlsx of 2026-03, closed by version 0.1.0, written by 0.2.0
        """,
      mend: """
        With the program that closed the period the bytes must be the same.
        """),
    CodePage(
      .sealedInputChanged,
      meaning: """
        The ledger keeps only the hash of a file, and the file in the book has changed or is gone. The
        closed period cannot be computed again. The notes name the rows that are not among the sealed
        ones. What a row said before, and where a row stood that is gone, no hash can tell.
        """,
      example: """
        merit.json   "ledgerKeeps": "hashes"        and data/sales.csv was exported again
        """,
      mend: """
        Put the file as it was when the period was closed back under its name and verify again. Keep
        exports under a new name each month, or let the ledger keep them: "ledgerKeeps": "inputs".
        """),
    CodePage(
      .outputChangedOnDisk,
      meaning: """
        A file in the results of a closed period is not the one that was sealed, or is gone. The sealed
        figures are not touched by that.
        """,
      example: """
        out/2026-03/payroll.csv was edited by hand
        """,
      mend: """
        Do not use the file. The sealed figures are in the ledger.
        """),
    CodePage(
      .changedSinceClose,
      meaning: """
        An export, or a file beside the policy, is not what the period was closed with. The closed
        figures stand on the sealed state and are whole; the rows of the period that were added,
        removed or changed since are named with their lines.
        """,
      example: """
        data/sales.csv:4 changed          a sale of March was edited after March was closed
        """,
      mend: """
        If the change is right, the next run pays it as a correction where the policy has "retro";
        without it nothing is paid. If nobody meant it, put the export back as it was.
        """),
    CodePage(
      .periodNotClosed,
      meaning: """
        The period that was named is not in the ledger.
        """,
      example: """
        merit verify 2026-07        and the last closed period is 2026-06
        """,
      mend: """
        `merit ledger` lists what is closed.
        """),
    CodePage(
      .sealedFigureAbsent,
      meaning: """
        A quarter, a year or a look back reads a figure of a closed period, and the period was closed
        without it: the policy in force when it was closed had no such definition. What is closed is
        not computed again.
        """,
      example: """
        "of": "average(month.calls_score)"   and 2026-01 was closed before `calls_score` was defined
        """,
      mend: """
        Collect from the first period on that has the figure, or say with `whenMissing` what stands in
        its place.
        """),
    CodePage(
      .correctionNotPaid,
      meaning: """
        A closed period would come out differently with what is known now, but it lies further back
        than the policy lets corrections be paid, or the policy has no "retro" and pays none. What is
        closed and paid stays as it is. Without "retro" the last two closed periods are looked at.
        """,
      example: """
        "retro": { "mode": "forward-delta", "atMostMonths": 3 }   and a row of January comes in June
        """,
      mend: """
        Let the policy pay it: `"retro": { "mode": "forward-delta", "atMostMonths": 3 }`. Or pay by hand,
        or not at all, and acknowledge the finding when the period is closed.
        """),
    CodePage(
      .knownOnDayUncertain,
      meaning: """
        `--as-known-on` asks for what was known on a day. A file was rewritten or taken away after the
        last close before that day: then it is taken as that close read it, if the ledger keeps it. Or
        a file came after that close, and nothing says on which day.
        """,
      example: """
        merit run 2026-03 --as-known-on 2026-04-10   and data/sales.csv was exported anew in May
        """,
      mend: """
        Add exports under new names instead of rewriting them, and say under `loadedOn` in merit.json
        when each came.
        """),
  ]
}
