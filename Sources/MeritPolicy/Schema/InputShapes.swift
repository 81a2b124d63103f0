import MeritModel

extension ObjectShape {
  /// The section `inputs`.
  static let inputs = ObjectShape(
    "inputs", "The tables that the policy expects; `roster` is the table of people.",
    [
      .required(
        "roster", .object(.input), "The people with their dated rows.",
        help: "add the table of employees with their roles: `\"roster\": "
          + "{ \"key\": [\"employee_id\"], \"columns\": { \"employee_id\": \"id\", "
          + "\"role\": [\"agent\"] } }`")
    ],
    members: MemberShape(.object(.input), names: .name))

  static let input = ObjectShape(
    "input", "A table that the policy expects.",
    [
      .required("columns", .object(.columns), "The columns and what they hold."),
      .optional(
        "key", .list(.text, atLeast: 0), "The columns that no two rows have in common.",
        example: #"["sale_id"]"#),
      .optional(
        "owner", .text, "The column with the id of the person whom a row belongs to.",
        example: #""agent_id""#),
      .optional(
        "credits", .some(.object(.credit)),
        "The people to whom each row is credited in parts, instead of `owner`."),
      .optional(
        "date", .text, "The column that decides the period of a row.",
        example: #""closed_on""#),
      .optional(
        "reverses", .object(.reversal), "How some rows take back others of the same input."),
      .optional("lookups", .object(.lookups), "Columns whose values stand in other tables."),
      .optional("derived", .object(.derivedColumns), "Columns computed from the others of a row."),
      .optional(
        "rowCheck", .condition, "What must hold in every row.",
        example: #""worked_days <= scheduled_days""#),
    ], and: .remarks, choices: [.atMostOne(["owner", "credits"])])

  static let credit = ObjectShape(
    "credit", "A person to whom a part of each row is credited; the shares sum to 100 %.",
    [
      .required("owner", .text, "The column with the person's id.", example: #""inviter_id""#),
      .required("share", .share, "The person's part.", example: #""50%""#),
      .optional(
        "whenEmpty", .words(["to-others", "nobody"]),
        "Who gets the part where the column is empty.", example: #""to-others""#),
    ], and: .remarks)

  static let reversal = ObjectShape(
    "reversal", "How some rows take back others of the same input.",
    [
      .required(
        "key", .text, "The column with the key of the row that is taken back.",
        example: #""refund_of""#),
      .optional(
        "within", .form(.window), "How far back that row may lie; without it any time.",
        example: #""12 months""#),
    ], and: .remarks)

  static let columns = ObjectShape(
    "columns", "The columns of a table by name.",
    members: MemberShape(.either([.form(.columnKind), .some(.text)]), names: .name))

  static let lookups = ObjectShape(
    "lookups", "Columns whose values stand in other tables.",
    members: MemberShape(.object(.lookup), names: .name))

  static let lookup = ObjectShape(
    "lookup", "A column whose value stands in the row of another table; empty where none fits.",
    [
      .required(
        "table", .text, "The other input, also `roster`.", example: #""clients""#,
        help: #"name the other input: `"table": "clients"`"#),
      .required(
        "match", .oneOrMore(.text),
        "The columns of this input that the other's key must equal, in the key's order.",
        example: #""client_id""#, help: #"name a column of this input: `"match": "client_id"`"#),
      .required(
        "gives", .text, "The other input's column whose value is taken.",
        example: #""leader_id""#, help: #"name the other input's column: `"gives": "leader_id"`"#),
      .optional(
        "on", .text,
        "The day on which the other row must hold, by its `valid_from` and `valid_to`: a date column "
          + "of this input, or period.end.", example: #""sold_on""#),
      .optional(
        "orElse", .text,
        "The column of this input whose value is taken where else there would be none.",
        example: #""list_price""#),
    ])

  static let derivedColumns = ObjectShape(
    "derivedColumns", "Columns computed from the others of a row.",
    members: MemberShape(.object(.derivedColumn), names: .name))

  static let derivedColumn = ObjectShape(
    "derivedColumn", "A column computed from the others of a row.",
    [
      .required("kind", .kind, "What the column holds.", example: #""days""#),
      .optional(
        "is", .expression, "How it is computed.",
        example: #""days_between(engaged_on, closed_on)""#),
      .optional(
        "table", .name, "The decision table over the row's columns that gives it.",
        example: #""record_points""#),
    ], and: .remarks, choices: [.exactlyOne(["is", "table"])])
}

extension TextForm {
  static let columnKind = TextForm(
    "columnKind",
    "A kind, `?` after it where cells may be empty, and the range of numbers: `money 0..`.",
    pattern: "^(\(Kind.names.joined(separator: "|")))\\??( .+)?$")
}
