// A table: the pages of the codes on the form of policy and book files, and on their names.

import MeritModel

/// The pages of P001 to P105.
enum PolicyFilePages {
  static let all: [CodePage] = [
    CodePage(
      .notJSON,
      meaning: """
        The file is not JSON from its first to its last character. Reading stops at the place shown.
        Merit reads strict JSON: no comments, no comma after the last member, no single quotes.
        """,
      example: """
        { "id": "telesales", "version": "2026.1", }
        """,
      mend: """
        Look at the place shown and just before it: a comma too many, a quote that is never closed, a
        bracket that is missing. A remark goes into a "note" member.
        """),
    CodePage(
      .duplicateKey,
      meaning: """
        One object holds the same key twice. Other programs silently keep one of the two; Merit does
        not choose for you.
        """,
      example: """
        "base_bonus": { "kind": "money", "is": 800, "is": 900 }
        """,
      mend: """
        Delete one of the two, or rename it. For a value that changes on a day write "dated" steps.
        """),
    CodePage(
      .unknownKey,
      meaning: """
        A key means nothing at its place. Most are misspelt; a key that were passed over could change
        what people are paid.
        """,
      example: """
        "net_sales": { "kind": "money", "sum": "sales.amount", "whenNoRow": 0 }
        """,
      mend: """
        Write the key that the message proposes, here "whenNoRows". Delete it if it is not needed, or
        put the remark into "note".
        """),
    CodePage(
      .missingKey,
      meaning: """
        A key that must be stated is not there. What happens to empty months, zero divisors or missing
        values is never guessed, so such keys have no default.
        """,
      example: """
        "net_sales": { "kind": "money", "sum": "sales.amount" }
        """,
      mend: """
        Add the key that the message names, here "whenNoRows": 0 or "whenNoRows": "missing".
        """),
    CodePage(
      .wrongShape,
      meaning: """
        A value has another form than its key takes: a text where a list stands, a list where an object
        stands, a number that must be whole.
        """,
      example: """
        "month_grade": { "of": "month.score", "set": "abc", "bands": { "from": 0, "is": "C" } }
        """,
      mend: """
        Write the form that the message names, here the list "bands": [ { "from": 0, "is": "C" } ].
        """),
    CodePage(
      .wrongFormatVersion,
      meaning: """
        The file is written for another version of the file format than this program reads.
        """,
      example: """
        { "policyFormat": 2 }
        """,
      mend: """
        Write "policyFormat": 1 in a policy and "meritFormat": 1 in merit.json, or use the program that
        the file was written for.
        """),
    CodePage(
      .tooLarge,
      meaning: """
        A file, a text, the nesting of lists and objects, or an expression is larger than Merit reads. A
        file may have 5 MiB. The limits keep a damaged file from using up memory and time.
        """,
      example: """
        "where": "((((((((((((((((((((((((((((((((((((((((((((((((((((connected))))…"
        """,
      mend: """
        Take off brackets that do nothing, and give the parts of a long expression names of their own.
        Rows of data belong in a CSV file, not in the policy.
        """),
    CodePage(
      .tooManyDigits,
      meaning: """
        A number has more than 15 significant digits. Spreadsheets and other JSON readers would change
        its last digits without a word.
        """,
      example: """
        "base_bonus": { "kind": "money", "is": 800.0000000000001 }
        """,
      mend: """
        Write fewer digits, or write the number as a text: "800.0000000000001".
        """),
    CodePage(
      .mixedScript,
      meaning: """
        A name holds characters that only look like Latin letters, or that change the direction of the
        text. Two names could then look alike and be different.
        """,
      example: """
        "nеt_sales": { "label": "Won sales" }        the first e is a Cyrillic letter
        """,
      mend: """
        Type the name anew with a-z, 0-9 and _, a letter first. The label may say anything.
        """),
    CodePage(
      .tenDaysNotDeclared,
      meaning: """
        Something is to be computed for each ten days, and the policy's calendar does not say that it
        has such periods. A period of ten days is a third of a month: days 1 to 10, 11 to 20, the rest.
        """,
      example: """
        "policy": { "calendar": { "monthStartsOn": 1 } }
        "net_sales": { "per": "ten-days", … }
        """,
      mend: """
        Add "tenDays": true to the calendar, or choose another grain.
        """),
    CodePage(
      .unknownName,
      meaning: """
        A name is used that nothing in the policy has, or that has no value at this place: for this
        period, this group, this kind of definition.
        """,
      example: """
        "conversion": { "ratio": { "of": "win_sales", "to": "connected_calls" } }
        """,
      mend: """
        Write the name that the message proposes, here won_sales, or define it. Where a name has several
        groups or periods, say which: team.net_sales, month.net_sales.
        """),
    CodePage(
      .definedTwice,
      meaning: """
        Two definitions have one name. Names are shared by all sections, so that a name in an expression
        means one thing. Ids of a list are all different, too, and a plan names each bonus once: one that
        stands twice would be paid twice.
        """,
      example: """
        "measures":   { "discipline": { "count": "complaints" } },
        "indicators": { "discipline": { "deductions": { "startAt": 100 } } }
        """,
      mend: """
        Rename one of them, for example the measure to complaints_upheld.
        """),
    CodePage(
      .unusedDefinition,
      meaning: """
        No plan uses the definition, directly or through others. It changes nobody's result; often a
        plan was meant to name it. Measures and constants may stand unused.
        """,
      example: """
        "indicators": { "old_points": { "bands": { "of": "won_sales", "rows": [ … ] } } }
        "weights": [ { "of": "new_points", "weight": "100%" } ]
        """,
      mend: """
        Name it where it was meant to count, or delete it.
        """),
    CodePage(
      .cycle,
      meaning: """
        Definitions need each other in a ring, so none of them can be computed first. The message shows
        the ring.
        """,
      example: """
        "a": { "kind": "number", "formula": "b + 1" },
        "b": { "kind": "number", "formula": "a + 1" }
        """,
      mend: """
        Let one of them stand on measures alone. A value of an earlier period is no ring:
        previous(a) reads the month before.
        """),
    CodePage(
      .unknownColumn,
      meaning: """
        A column is used that the input does not declare. Inside "where", bare names are the columns of
        the table that the measure reads.
        """,
      example: """
        "net_sales": { "kind": "money", "sum": "sales.amout", "whenNoRows": 0 }
        """,
      mend: """
        Write the column that the message proposes, here sales.amount, or add it under "columns" of the
        input.
        """),
  ]
}
