// A table: the pages of the codes on single cells and rows of data.

import MeritModel

/// The pages of D101 to D118 but those on people.
enum DataRowPages {
  static let all: [CodePage] = cells + rows

  private static let cells: [CodePage] = [
    CodePage(
      .outOfRange,
      meaning: """
        A number lies outside the range that the policy declares for its column. The row is not used;
        problems.csv lists it. Both ends belong to the range.
        """,
      example: """
        "score": "number 1..5"

        survey_id,agent_id,score
        V1,E1,6
        """,
      mend: """
        Correct the row in the system that it comes from, or widen the range in the policy.
        """),
    CodePage(
      .unreadableValue,
      meaning: """
        A cell cannot be read as the kind of its column. The row is not used.
        """,
      example: """
        sale_id,amount
        S1,many
        """,
      mend: """
        Correct the cell, or say in merit.json how the export writes it: "format", "unit", "values", or
        "missing": ["NA", "-"] for words that mean empty.
        """),
    CodePage(
      .impossibleDate,
      meaning: """
        A cell looks like a date, but the calendar has no such day. The row is not used.
        """,
      example: """
        sale_id,closed_on
        S1,2026-02-30
        """,
      mend: """
        Correct the cell. If the day and the month are swapped in the whole column, state its "format".
        """),
    CodePage(
      .emptyRequiredCell,
      meaning: """
        A cell is empty in a column that may not be empty. The row is not used.
        """,
      example: """
        sale_id,agent_id,amount
        S1,E1,
        """,
      mend: """
        Fill the cell, or mark the column with ? in the policy ("money?") and say there what an empty
        one means.
        """),
    CodePage(
      .unlistedValue,
      meaning: """
        A cell holds a word that is not among the choices of its column. The row is not used; if
        it is a roster row, its person is not on the roster.
        """,
      example: """
        "status": ["won", "cancelled"]

        sale_id,status
        S1,done
        """,
      mend: """
        Map the export's words in merit.json: "values": { "done": "won" }, or add the choice to the
        policy.
        """),
    CodePage(
      .undecodableByte,
      meaning: """
        A byte of the row has no meaning in the encoding that the book or the file's mark states. The row
        is not used; the message says where in the file the byte stands.
        """,
      example: """
        "dialect": { "encoding": "gb18030" }        and the file ends in the middle of a character
        """,
      mend: """
        Correct the row in the program that exported it, or the encoding if many rows are refused.
        """),
    CodePage(
      .convertedCells,
      meaning: """
        Cells of a column were not in the plainest form and were read all the same: 1,234.50 without its
        comma, 3:53 PM, a day number of a spreadsheet. The line says how many, and where the first is.
        """,
      example: """
        amount
        ¥1,234.50
        """,
      mend: """
        Nothing has to be done if the reading is right. If it is not, state the column's "format",
        "decimal", "unit" or "missing" in merit.json.
        """),
  ]

  private static let rows: [CodePage] = [
    CodePage(
      .twoRowsForOnly,
      meaning: """
        The policy takes the only row of a person and period, and there are two. It is not said which
        one counts.
        """,
      example: """
        "sales_target": { "only": "targets.sales_target", "whenNoRows": "missing" }

        employee_id,month,sales_target
        E1,2026-03,40000
        E1,2026-03,42000
        """,
      mend: """
        Delete all but one row, or let the policy take "sum", "max" or "min" if several are right.
        """),
    CodePage(
      .duplicateRow,
      meaning: """
        Two rows have the same key and different contents. It is not known which is right, so none of
        them is used; with "duplicates": "error" the run stops.
        """,
      example: """
        sale_id,agent_id,amount
        S1,E1,100
        S1,E1,120
        """,
      mend: """
        Delete the wrong row in the export, or correct its key. If the key is not what tells rows apart,
        correct "key" in the policy.
        """),
    CodePage(
      .repeatedRow,
      meaning: """
        A row stands in the files twice, equal in all columns that are used. It counts once.
        """,
      example: """
        sale_id,agent_id,amount
        S1,E1,100
        S1,E1,100
        """,
      mend: """
        Nothing has to be done. Often two exports overlap by a day.
        """),
    CodePage(
      .wrongFieldCount,
      meaning: """
        A row has more or fewer fields than the header. The row is not used.
        """,
      example: """
        sale_id,agent_id,amount
        S1,E1,1,200
        """,
      mend: """
        Quote fields that hold the delimiter, here "1,200", or correct "delimiter" in "dialect".
        """),
    CodePage(
      .rowCheckFails,
      meaning: """
        A row breaks the rule that its input states for each row. The row is not used.
        """,
      example: """
        "rowCheck": "worked_days <= scheduled_days"

        employee_id,month,scheduled_days,worked_days
        E1,2026-03,21,23
        """,
      mend: """
        Correct the row, or the rule if such rows are right.
        """),
    CodePage(
      .controlTotalDiffers,
      meaning: """
        What was counted for all people does not sum to what the rows hold. Something was lost on the
        way, mostly rows of people who are not on the roster.
        """,
      example: """
        { "id": "all_sales_counted", "otherwise": "error",
          "reconcile": { "measure": "net_sales", "with": "sales.amount" } }
        """,
      mend: """
        Look in problems.csv for rows that were not used, above all D103, and add those people to the
        roster or to the identities.
        """),
    CodePage(
      .supersededRow,
      meaning: """
        Another row has the same key and a later time in the column that the book names (`latestBy`),
        or stands in a file that came later ("duplicates": "latest"), so this one is an older version
        and does not count.
        """,
      example: """
        contact_id,updated_at,talk_s
        C1,2026-03-01 10:00:00,90
        C1,2026-03-01 10:05:00,95        this one counts
        """,
      mend: """
        Nothing has to be done. Without "duplicates": { "latestBy": "updated_at" } both rows would be
        refused (D104).
        """),
    CodePage(
      .noRowCounts,
      meaning: """
        Of the input with the most rows not one counts for the period that is run: they are of other
        dates, or of people who are not there. Everybody would be paid as if nothing had been done.
        """,
      example: """
        merit run 2026-07     while data/ still holds the exports of 2026-06
        """,
      mend: """
        Put the exports of the period where merit.json looks for them, or run the period that they are
        of. accounts.csv says for each file why its rows do not count.
        """),
    CodePage(
      .mostRowsRejected,
      meaning: """
        More than half of the rows of an export are rejected. So many bad rows are seldom bad rows:
        mostly the key, a column or the form of the file is not what the policy or merit.json says.
        """,
      example: """
        "calls": { "key": ["employee_id"], …     where each call has a number of its own, `call_id`
        """,
      mend: """
        Read the reason of the rows in problems.csv, then correct the key or the column in the policy,
        the mapping in merit.json, or the export.
        """),
    CodePage(
      .rowsOfFilePair,
      meaning: """
        How many rows of a file do not count because of rows of another file, or of the same: those that
        say the same, older versions, and those of one key with other contents. Exports that overlap
        give such rows.
        """,
      example: """
        data/calls-2.csv: 1200 rows of this file, against data/calls-1.csv: repeats another row
        """,
      mend: """
        Nothing has to be done where the files were meant to overlap. If all rows of a file repeat
        another one, the same export lies there twice.
        """),
  ]
}
