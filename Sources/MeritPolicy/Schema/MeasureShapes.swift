import MeritModel

extension ObjectShape {
  /// The section `measures`.
  static let measures = ObjectShape(
    "measures", "Values from rows, or from other measures.",
    members: MemberShape(.object(.measure), names: .name))

  /// The shapes that read rows; some keys stand beside these only.
  private static let rowShapes = [
    "sum", "count", "share", "average", "min", "max", "only", "distinct", "median", "percentile",
  ]

  static let measure = ObjectShape(
    "measure", "A value from rows, or from other measures.",
    common + [
      .optional(
        "appliesWhen", .condition, "Where this fails the measure is not applicable.",
        beside: ["ratio", "total", "formula", "table"], example: #""tenure >= 3""#)
    ], and: shapes, rows, .remarks, .handlers(.handler),
    choices: [.exactlyOne(rowShapes + ["ratio", "total", "formula", "table"])])

  /// The section `adjustments`.
  static let adjustments = ObjectShape(
    "adjustments", "Discretionary amounts, each within limits.",
    members: MemberShape(.object(.adjustment), names: .name))

  static let adjustment = ObjectShape(
    "adjustment", "A discretionary amount from rows, each within limits.",
    [
      .required(
        "between", .list(.either([.amount, .object(.limitTable)]), atLeast: 2),
        "The least and the greatest amount of one row, both allowed; a table gives it by person.",
        example: #"[0, "500 CNY"]"#, help: #"add the limits of one amount: `"between": [0, 500]`"#),
      .optional(
        "needs", .some(.text), "The columns that a row that counts may not leave empty.",
        example: #"["reason", "approved_by"]"#),
    ], and: common, shapes.filter { adjustmentShapes.contains($0.name) },
    rows.filter { $0.beside.contains("sum") }.map { $0.beside(adjustmentShapes) }, .remarks,
    .handlers(.handler), choices: [.exactlyOne(adjustmentShapes)])

  static let limitTable = ObjectShape(
    "limitTable", "A limit that a decision table gives for each person.",
    [.required("table", .name, "The decision table.", example: #""rate_range""#)])

  private static let adjustmentShapes = ["sum", "only"]

  /// What every value from rows may say.
  private static let common: [ShapeKey] = [
    .per, .scopes,
    .required(
      "kind", .kind, "What the value is.", example: #""money""#, help: #"add `"kind": "count"`"#),
    .optional(
      "range", .form(.range), "The bounds that the value never leaves.", example: #""0%..100%""#),
    .optional(
      "roles", .oneOrMore(.text), "The roles whose people count in a group.",
      example: #"["specialist"]"#),
    .optional(
      "withSelf", .flag, "Whether a manager counts among the people they lead.", example: "true"),
    .round,
  ]

  private static let shapes: [ShapeKey] = [
    .optional("sum", .form(.column), "The sum of a column.", example: #""sales.amount""#),
    .optional("count", .text, "The number of rows of an input.", example: #""calls""#),
    .optional(
      "share", .text,
      "The rows of an input that pass `where` and `among` as a part of those that pass `among`.",
      example: #""calls""#),
    .optional("average", .form(.column), "The mean of a column.", example: #""surveys.score""#),
    .optional("min", .form(.column), "The least value of a column.", example: #""exams.score""#),
    .optional(
      "max", .form(.column), "The greatest value of a column.",
      example: #""exams.score""#),
    .optional(
      "only", .form(.column), "The value of the one row there may be.",
      example: #""targets.sales_target""#),
    .optional(
      "distinct", .form(.column), "The number of different values of a column.",
      example: #""sales.customer_id""#),
    .optional(
      "median", .form(.column), "The middle value of a column.",
      example: #""calls.talk_s""#),
    .optional(
      "percentile", .whole(least: 1, greatest: 100),
      "The value that so many percent of the rows do not exceed, by nearest rank.",
      example: "90"),
    .optional("ratio", .object(.ratio), "One value divided by another."),
    .optional(
      "total", .expression, "The sum of a measure over the members of a group.",
      example: #""net_sales""#),
    .optional(
      "formula", .expression, "A value computed from others.",
      example: #""months_between(roster.hired_on, period.end)""#),
    .optional(
      "table", .name, "The decision table that gives the value.",
      example: #""role_base""#),
  ]

  private static let rows: [ShapeKey] = [
    .required(
      "of", .form(.column), "The column of the percentile.", beside: ["percentile"],
      example: #""calls.talk_s""#),
    .optional(
      "where", .condition, "Which rows count; bare names are columns.",
      beside: rowShapes, example: #""status = 'won'""#),
    .required(
      "whenNoRows", .handler, "What holds where no row counts.", beside: rowShapes,
      example: "0", help: #"add `"whenNoRows": 0`, `"missing"` or `"not-applicable"`"#),
    .optional(
      "ownedBy", .text,
      "The column with the id of the person to whom the rows belong, instead of the input's owner.",
      beside: rowShapes, example: #""client_leader""#),
    .optional(
      "reversing", .flag,
      "Whether the rows that take back others count, and they alone; without it they do not.",
      beside: rowShapes, example: "true"),
    .optional(
      "window", .form(.window), "How far back rows count from the period's end.",
      beside: rowShapes, example: #""12 months""#),
    .optional(
      "needsRows", .positive, "With fewer rows `whenNoRows` holds.", beside: rowShapes,
      example: "3"),
    .optional(
      "among", .condition, "Of which rows the share is taken; without it of all.",
      beside: ["share"], example: #""direction = 'out'""#),
    .optional(
      "havingRows", .positive, "A value counts if it stands in so many rows.",
      beside: ["distinct"], example: "2"),
  ]

  static let ratio = ObjectShape(
    "ratio", "One value divided by another.",
    [
      .required("of", .expression, "What is divided.", example: #""won_sales""#),
      .required("to", .expression, "What it is divided by.", example: #""connected_calls""#),
      .required(
        "whenZero", .handler, "What holds where the divisor is 0.",
        example: #""not-applicable""#),
    ])
}

extension ShapeKey {
  /// The grains of a definition.
  static let per = ShapeKey.required(
    "per", .oneOrMore(.cases(Grain.self)), "The periods that the definition has values for.",
    example: #""month""#, help: #"add `"per": "month"`"#)

  /// The scopes of a definition.
  static let scopes = ShapeKey.optional(
    "for", .oneOrMore(.group), "Whose values these are; without it each employee's.",
    example: #""team""#)

  /// The rounding of a definition.
  static let round = ShapeKey.optional(
    "round", .rounding, "How the value is rounded; without it by `policy.rounding`.",
    example: #""0.01 half-up""#)
}

extension TextForm {
  static let column = TextForm(
    "column", "A column of an input as in sales.amount.", pattern: "^[^.]+\\.[^.]+$")

  static let window = TextForm(
    "window", "A number of days, months, quarters or years.",
    pattern: "^[1-9][0-9]* (day|month|quarter|year)s?$")
}
