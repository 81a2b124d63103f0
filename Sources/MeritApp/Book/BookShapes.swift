package import MeritPolicy

extension ObjectShape {
  /// A whole merit.json.
  package static let book = ObjectShape(
    "book", "A book: one organisation's policies, exports and results.",
    [
      .remark(
        "$schema", .text, "The schema that an editor checks the file by.",
        example: #""merit.schema.json""#),
      .remark("note", .text, "A remark for those who read the book."),
      .required(
        "meritFormat", .whole(least: 1, greatest: 1), "The format of the file.", example: "1"),
      .required(
        "policies", .list(.text, atLeast: 0), "The policy files, as paths or patterns.",
        example: #"["policies/*.policy.json"]"#),
      .required("inputs", .object(.bookInputs), "Where the exports lie and how they are mapped."),
      .optional("identities", .object(.identities), "Tables of other names of people."),
      .optional("output", .text, "The folder of the results.", example: #""out""#),
      .optional("ledger", .text, "The file of the closed periods.", example: #""ledger.sqlite""#),
      .optional(
        "ledgerKeeps", .words(["inputs", "hashes"]),
        "What the ledger keeps of the exports of a closed period: themselves, or their hashes.",
        example: #""inputs""#),
      .optional("language", .words(["en"]), "The language of the reports."),
      .optional("reports", .object(.reports), "Which files a run writes."),
    ])

  static let bookInputs = ObjectShape(
    "bookInputs", "The exports by the policy's name of the input.",
    members: MemberShape(.object(.bookInput), names: .name))

  static let identities = ObjectShape(
    "identities", "Tables of other names of people, which the mapping of a column may use.",
    members: MemberShape(.object(.bookInput)))

  static let bookInput = ObjectShape(
    "bookInput", "Where the exports of one input lie and how they are mapped.",
    [
      .required(
        "files", .list(.text, atLeast: 0), "The files, as paths or patterns.",
        example: #"["data/calls-*.csv"]"#,
        help: #"say where the export lies: `"files": ["data/calls-*.csv"]`"#),
      .optional(
        "loadedOn", .object(.loadedOn), "The day on which each file came; always without."),
      .optional(
        "profile", .text, "The program that made the files, if its exports are known.",
        example: #""vicidial""#),
      .optional("dialect", .object(.dialect), "How the files are written."),
      .optional(
        "columns", .object(.mappings), "Where the policy's columns stand; by their name without."),
      .optional(
        "duplicates",
        .either([
          .words(["reject", "error", "ignore", "latest", "exact"]), .object(.latestRow),
        ]),
        "What becomes of several rows with one key.", example: #""reject""#),
      .optional(
        "onBadRow", .words(["report", "error"]), "What becomes of a row that cannot be read.",
        example: #""report""#),
      .remark("note", .text, "A remark for those who read the book."),
    ])

  static let loadedOn = ObjectShape(
    "loadedOn", "The day on which each file came, by its path.", members: MemberShape(.date))

  static let latestRow = ObjectShape(
    "latestRow", "Of several rows with one key, the latest counts.",
    [
      .required(
        "latestBy", .text, "The column of the policy that tells which is the latest.",
        example: #""updated_at""#)
    ])

  static let dialect = ObjectShape(
    "dialect", "How the files are written; what is not said is detected where it can be.",
    [
      .optional(
        "encoding", .text, "The encoding of the text.", example: #""gb18030""#),
      .optional(
        "delimiter", .form(.character), "The character between cells.", example: #"";""#),
      .optional(
        "quote", .either([.form(.character), .null]),
        "The character around cells; null where quotes have no meaning.", example: #""'""#),
      .optional(
        "escape", .form(.character), "The character before a quote inside of quotes.",
        example: #""\\""#),
      .optional(
        "header", .either([.flag, .object(.headerRecords)]),
        "Whether the first line names the columns.", example: "false"),
      .optional(
        "columnNames", .list(.text, atLeast: 1),
        "The names of the columns, in their order, of files without a header.",
        example: #"["call_id", "agent_id"]"#),
      .optional(
        "skipLines", .whole(least: 0, greatest: nil), "The lines before the header.",
        example: "2"),
      .optional("footer", .object(.footer), "How the lines below the data are told."),
    ])

  static let headerRecords = ObjectShape(
    "headerRecords", "The records above the rows.",
    [
      .required("records", .whole(least: 1, greatest: 20), "How many there are.", example: "3"),
      .optional(
        "names", .whole(least: 1, greatest: 20), "Which of them names the columns.",
        example: "1"),
    ])

  static let footer = ObjectShape(
    "footer", "How the lines below the data are told.",
    [
      .optional(
        "after", .words(["blank-line"]), "They follow a blank line and look unlike rows."),
      .optional("lines", .positive, "They are the last so many lines.", example: "5"),
      .optional(
        "startsWith", .text, "Their first line begins with this text.", example: #""Total""#),
    ], choices: [.exactlyOne(["after", "lines", "startsWith"])])

  static let mappings = ObjectShape(
    "mappings", "Where the policy's columns stand in the export.",
    members: MemberShape(.either([.text, .object(.mapping)]), names: .name))

  static let mapping = ObjectShape(
    "mapping", "Where a column stands in the export, and how its cells are read.",
    [
      .optional(
        "column", .either([.text, .positive]), "The name or the number of the column.",
        example: #""Agent""#),
      .optional(
        "columns", .oneOrMore(.text), "Columns whose cells are joined.",
        example: #"["Date", "Time"]"#),
      .optional(
        "constant", .either([.text, .number, .flag]), "The same value in every row.",
        example: #""agent""#),
      .optional(
        "format", .oneOrMore(.text), "How dates are written; of several the first that fits.",
        example: #""yyyy-MM-dd H:mm:ss""#),
      .optional(
        "decimal", .words([".", ","]), "The mark before decimals.", example: #"",""#),
      .optional(
        "grouping", .words([",", ".", " ", "'"]), "The mark between thousands.",
        example: #"".""#),
      .optional(
        "currency", .text, "The currency of the amounts; without, the policy's.",
        example: #""USD""#),
      .optional(
        "timeZone", .text, "The zone whose clock the times show; without, the policy's.",
        example: #""UTC""#),
      .optional("unit", .text, "What a plain number counts.", example: #""seconds""#),
      .optional("missing", .oneOrMore(.text), "Texts that mean nothing.", example: #"["-"]"#),
      .optional("values", .object(.cellValues), "What the texts of cells mean."),
      .optional(
        "using", .text, "The identity table that tells whose name it is, and its column.",
        example: #""people.login""#),
      .remark("note", .text, "A remark for those who read the book."),
    ], choices: [.exactlyOne(["column", "columns", "constant"])])

  static let cellValues = ObjectShape(
    "cellValues", "What the texts of cells mean.",
    members: MemberShape(.either([.text, .number, .flag])))

  static let reports = ObjectShape(
    "reports", "Which files a run writes.",
    [
      .optional("workbook", .flag, "Whether the workbook is written."),
      .optional("markdown", .flag, "Whether the review is written as Markdown."),
      .optional("statements", .flag, "Whether a statement is written for each person."),
      .optional(
        "payroll", .either([.words(["generic"]), .null]), "The format of the payroll file."),
      .optional(
        "redact", .list(.text, atLeast: 0), "What reports leave out."),
    ])
}

extension TextForm {
  static let character = TextForm("character", "One plain character.", pattern: "^[ -~\\t]$")
}
