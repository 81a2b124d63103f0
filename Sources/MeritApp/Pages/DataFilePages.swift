// A table: the pages of the codes on the files of data.

import MeritModel

/// The pages of D001 to D019.
enum DataFilePages {
  static let all: [CodePage] = [
    CodePage(
      .fileMissing,
      meaning: """
        The book names a file of data that is not there, or a pattern that no file matches.
        """,
      example: """
        "sales": { "files": ["data/sales-*.csv"] }        and data/ holds no such file
        """,
      mend: """
        Put the export there, or correct the path. Paths begin at the folder of merit.json.
        """),
    CodePage(
      .fileEmpty,
      meaning: """
        The file has no byte, not even a header. An export that failed often looks so.
        """,
      example: """
        data/sales.csv        0 bytes
        """,
      mend: """
        Export it again. If there really was nothing, keep the header line alone.
        """),
    CodePage(
      .fileOfAnotherKind,
      meaning: """
        The file is no CSV, whatever its name says: a workbook, a PDF or an archive.
        """,
      example: """
        data/sales.csv begins with the bytes PK, as workbooks do
        """,
      mend: """
        Open it in the program that made it and save it as CSV in UTF-8. Renaming a file does not
        convert it.
        """),
    CodePage(
      .unclosedQuote,
      meaning: """
        A quote opens a field and is never closed, so all that follows would be one field.
        """,
      example: """
        sale_id,note
        S1,"called twice
        S2,paid
        """,
      mend: """
        Close the quote on the line shown, or write a quote that belongs to the text twice: "5"" screen".
        """),
    CodePage(
      .invalidUTF8,
      meaning: """
        The file holds bytes that are not UTF-8, and neither a mark at its start nor the book says in
        which encoding it is. Older encodings cannot be told apart with certainty, so nothing is read; the
        message lists those that fit, with what speaks for each.
        """,
      example: """
        E2,M\\xFCller,specialist        the byte FC is a u with dots in Windows-1252
        """,
      mend: """
        Say in merit.json what it is: "dialect": { "encoding": "gb18030" }. Or export the file as UTF-8.
        If only a few characters of a UTF-8 file are damaged, "encoding": "utf-8" refuses just their rows.
        """),
    CodePage(
      .headerRepeatsColumn,
      meaning: """
        The header names one column twice, so it is not said which of the two is meant.
        """,
      example: """
        sale_id,amount,amount
        S1,100,120
        """,
      mend: """
        Rename one of them in the export, or map the column by its number: { "column": 2 }.
        """),
    CodePage(
      .columnMissing,
      meaning: """
        The export lacks a column that the policy needs, or that the mapping names.
        """,
      example: """
        "columns": { "amount": "Amout" }        and the header is: sale_id,agent_id,Amount
        """,
      mend: """
        Name the export's own column in merit.json: "amount": "Amount". A fact that the export never has
        can be stated: "role": { "constant": "agent" }.
        """),
    CodePage(
      .columnUnknown,
      meaning: """
        The export has a column that is not used but whose name is close to one of the policy. It may be
        the one that was meant.
        """,
      example: """
        sale_id,agent_id,amount,statuss
        """,
      mend: """
        Map it in merit.json if it is meant: "status": "statuss". Otherwise nothing has to be done.
        """),
    CodePage(
      .headerOnly,
      meaning: """
        The file has a header and no rows. The run goes on, as if nothing had happened in the period.
        """,
      example: """
        sale_id,agent_id,closed_on,amount,status
        """,
      mend: """
        Check that the export covers the period. If there was nothing, leave it.
        """),
    CodePage(
      .ambiguousDates,
      meaning: """
        Every date of the column can be read with the day first and with the month first.
        """,
      example: """
        closed_on
        03/04/2026
        05/04/2026
        """,
      mend: """
        Say which in merit.json: "closed_on": { "column": "closed_on", "format": "dd/MM/yyyy" }.
        """),
    CodePage(
      .nulByte,
      meaning: """
        The file holds a NUL byte, which no text holds. It is damaged, or it is UTF-16 text.
        """,
      example: """
        S2,E1,30\\x0000,won
        """,
      mend: """
        Export the file again and save it as UTF-8.
        """),
    CodePage(
      .textAfterQuote,
      meaning: """
        Text follows a closing quote inside one field, so it is not clear where the field ends.
        """,
      example: """
        S1,"blue" chair,120
        """,
      mend: """
        Quote the whole field, and write quotes inside it twice: "\""blue"" chair".
        """),
    CodePage(
      .fieldTooLong,
      meaning: """
        A record is longer than 16 MiB, or the header does not end within 256 KiB. Mostly a quote is
        open that should not be.
        """,
      example: """
        sale_id,note
        S1,"…        thousands of lines follow before the next quote
        """,
      mend: """
        Close the quote at the line shown, or set the right "quote" and "delimiter" in "dialect".
        """),
    CodePage(
      .delimiterUnclear,
      meaning: """
        Two delimiters divide every record of the file alike, so it is not said which one is meant.
        """,
      example: """
        h1,h2;h3
        1,2;3
        """,
      mend: """
        Say which in merit.json: "dialect": { "delimiter": ";" }.
        """),
    CodePage(
      .encodingContradicted,
      meaning: """
        The book states an encoding, and the file begins with the mark of another one. The mark is right.
        """,
      example: """
        "dialect": { "encoding": "gb18030" }        and the file begins with EF BB BF, the mark of UTF-8
        """,
      mend: """
        Correct the encoding in merit.json, or leave it out.
        """),
    CodePage(
      .linesPassedOver,
      meaning: """
        Lines above the header or below the data are no rows. They stand in the list of problems, so that
        nothing is left out in silence.
        """,
      example: """
        Sales report March 2026
        sale_id,agent_id,amount
        """,
      mend: """
        Nothing has to be done if the lines are a title or a footer.
        """),
    CodePage(
      .garbledText,
      meaning: """
        Texts of the file look as if UTF-8 had once been read in another encoding and saved again.
        """,
      example: """
        id,name
        1,çŽ‹        which was meant to be one Chinese name
        """,
      mend: """
        Export the file again from the program that holds the names. What is garbled twice cannot be read
        back with certainty.
        """),
    CodePage(
      .profileFits,
      meaning: """
        `merit check --data` looked at a file whose columns the policy does not find, and knows the
        program that wrote it, or at least what such columns are called. It lists the mapping that it
        would use.
        """,
      example: """
        data/calls.csv has the columns call_date, user, length_in_sec … of a VICIdial export
        """,
      mend: """
        Write "profile": "vicidial" for the input in merit.json, or map the columns yourself; what the
        book maps outranks the profile. Until then the columns are missing (D007).
        """),
    CodePage(
      .decimalMarkUnclear,
      meaning: """
        A number of the column has its decimals behind a comma, and merit.json does not say so. Beside it
        1.500 may mean fifteen hundred as well as one and a half, so nothing of the file is taken.
        """,
      example: """
        amount
        1.234,56
        1.500
        """,
      mend: """
        Say how the column is written: "amount": { "column": "amount", "decimal": ",", "grouping": "." }.
        Where one cell only is wrong, correct it in the export.
        """),
  ]
}
