// A table: the pages of the codes on the book, the command line and what is written.

import MeritModel

/// The pages of B001 to B014.
enum BookPages {
  static let all: [CodePage] = [
    CodePage(
      .bookMissing,
      meaning: """
        No folder with a merit.json was found: neither the one named, nor any from here upwards.
        """,
      example: """
        merit run 2026-03 --book nowhere
        """,
      mend: """
        Go into the folder of the book, or name it with --book DIR.
        """),
    CodePage(
      .bookPeriodUnknown,
      meaning: """
        What was typed as a period is none in the policy's calendar.
        """,
      example: """
        merit run 2026-3
        """,
      mend: """
        Write a month as 2026-03, a quarter as 2026-Q1, a year as 2026.
        """),
    CodePage(
      .noPolicyForPeriod,
      meaning: """
        No version of the policy holds on the last day of the period.
        """,
      example: """
        "effective": { "from": "2026-01-01", "to": "2026-12-31" }

        merit run 2027-03
        """,
      mend: """
        Add a version for that time under policies/, or widen "effective" of the last one.
        """),
    CodePage(
      .inputNotMapped,
      meaning: """
        The policy needs an input for which merit.json names no files.
        """,
      example: """
        policy       "inputs": { "roster": { … }, "sales": { … }, "targets": { … } }
        merit.json   "inputs": { "roster": { … }, "sales": { … } }
        """,
      mend: """
        Add it to merit.json: "targets": { "files": ["data/targets.csv"] }.
        """),
    CodePage(
      .inputNotInPolicy,
      meaning: """
        merit.json maps an input that the policy does not have. It is not read.
        """,
      example: """
        policy       "inputs": { "sales": { … } }
        merit.json   "inputs": { "sale": { "files": ["data/sales.csv"] } }
        """,
      mend: """
        Correct its name, or delete it from merit.json.
        """),
    CodePage(
      .employeeUnknown,
      meaning: """
        Nobody with this id is on the roster in the period.
        """,
      example: """
        merit explain 2026-03 E9
        """,
      mend: """
        Write the id as the roster does, leading zeros too. Check whether the person's roster rows touch
        the period.
        """),
    CodePage(
      .figureUnknown,
      meaning: """
        The policy has no figure of this name for the person and the period.
        """,
      example: """
        merit explain 2026-03 E1 net_sale
        """,
      mend: """
        Write a name of the policy, here net_sales, or score, grade, bonus.
        """),
    CodePage(
      .policyFileMissing,
      meaning: """
        merit.json names a policy file that is not there, or a pattern that no file matches.
        """,
      example: """
        "policies": ["policies/*.policy.json"]        and policies/ is empty
        """,
      mend: """
        Put the policy there, or correct the path. Paths begin at the folder of merit.json.
        """),
    CodePage(
      .twoPolicyIDs,
      meaning: """
        The files of the book belong to two policies. All files of a book are versions of one.
        """,
      example: """
        policies/a.policy.json   "policy": { "id": "telesales", "version": "2026.1" }
        policies/b.policy.json   "policy": { "id": "service",   "version": "2026.2" }
        """,
      mend: """
        Keep one policy in a book and make a second book for the other. For a new version of the same
        policy, use the same "id".
        """),
    CodePage(
      .folderNotEmpty,
      meaning: """
        A new book is to be made in a folder that holds something already. Nothing is overwritten.
        """,
      example: """
        merit init my-book        and my-book holds files
        """,
      mend: """
        Choose a new folder, or empty this one yourself.
        """),
    CodePage(
      .codeUnknown,
      meaning: """
        There is no diagnostic code of this name.
        """,
      example: """
        merit why P999
        """,
      mend: """
        Write the code as the message showed it, a letter and three digits, or its name:
        merit why P305, merit why sameEdgeTwice.
        """),
    CodePage(
      .exportFitsNoInput,
      meaning: """
        `merit init --from` found no input of the policy for a file: less than half of the columns that an
        input requires are in it, or the owner's column is not, or another file with other columns feeds
        that input already.
        """,
      example: """
        merit init --from holidays.csv        and the policy reads no such table
        """,
      mend: """
        Leave the file out where the policy does not need it. Else add it under `inputs` of merit.json and
        name its columns there; `merit inspect FILE` shows them.
        """),
    CodePage(
      .pathNotRelative,
      meaning: """
        A path in merit.json, or that of a list of holidays, begins at the root of a machine or at
        somebody's home. A book is moved, copied and verified as a whole, so its paths begin at its own
        folder; they may lead out of it with `..`.
        """,
      example: """
        "calls": { "files": ["/home/ann/exports/calls.csv"] }
        """,
      mend: """
        Put the file into the book: "data/calls.csv". Or write the way to it from the folder of
        merit.json: "../exports/calls.csv".
        """),
    CodePage(
      .columnNotInPolicy,
      meaning: """
        merit.json says how a column is read that no version of the policy has in that input. What it
        says would hold for nothing, and the column that is meant would be read as if nothing were said.
        """,
      example: """
        "columns": { "amuont": { "column": "Betrag", "decimal": ",", "grouping": "." } }
        """,
      mend: """
        Write the name of the policy's column: "amount"; the export's own name stands behind it.
        """),
  ]
}
