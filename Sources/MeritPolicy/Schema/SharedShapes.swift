import MeritModel

extension TextForm {
  /// A name that expressions may use.
  package static let name = TextForm(
    "name", "A name: a-z, 0-9 and _, beginning with a letter.", pattern: "^[a-z][a-z0-9_]*$")

  static let expression = TextForm(
    "expression",
    "A value in the expression language: names, numbers, + - * /, and the functions of the language."
  )

  static let condition = TextForm(
    "condition", "A question in the expression language that is answered true or false.")

  static let date = TextForm(
    "date", "A date as in 2026-03-31.", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")

  static let percent = TextForm(
    "percent", "A percentage with its sign, as in 12%.", pattern: "^-?[0-9]+(\\.[0-9]+)?%$")

  static let amount = TextForm(
    "amountText", "An amount with its unit: 12%, 300 CNY, or a plain number.",
    pattern: "^-?[0-9]+(\\.[0-9]+)?(%| [A-Z]{3})?$")

  static let rounding = TextForm(
    "rounding", "A step and a mode, as in `0.01 half-up`, or `exact`.",
    pattern:
      "^(exact|[0-9]+(\\.[0-9]+)?%? (\(RoundingMode.allCases.map(\.rawValue).joined(separator: "|"))))$"
  )

  static let range = TextForm(
    "range", "Bounds, both inclusive and each optional, as in 0..100, 0.. or 0%..100%.",
    pattern: "^(-?[0-9]+(\\.[0-9]+)?%?)?\\.\\.(-?[0-9]+(\\.[0-9]+)?%?)?$")
}

extension ValueShape {
  /// A name of the author's own or of another definition.
  static let name = ValueShape.form(.name)
  /// A date as in 2026-03-31.
  package static let date = ValueShape.form(.date)
  static let condition = ValueShape.form(.condition)
  static let rounding = ValueShape.form(.rounding)

  /// An expression; a bare number stands for itself.
  static let expression = ValueShape.either([.form(.expression), .number])

  /// A number, or a text with its unit.
  static let amount = ValueShape.either([.number, .form(.amount)])

  /// A part of a whole: a percentage, or 0.
  static let share = ValueShape.either([.form(.percent), .whole(least: 0, greatest: 0)])

  /// The name of a kind, or the list of its choices.
  static let kind = ValueShape.either([.words(Kind.names), .some(.text)])

  /// A text, or one text for each language.
  static let label = ValueShape.either([.text, .object(.label)])

  /// A value of any kind, as written.
  static let literal = ValueShape.either([.number, .text, .flag])

  /// The name of a group of people that has values of its own.
  static let group = ValueShape.cases(Scope.self)
}

extension ObjectShape {
  static let label = ObjectShape(
    "label", "A label in several languages; English is shown first.",
    [
      .optional("en", .text, "The label in English."),
      .optional("zh-Hans", .text, "The label in simplified Chinese."),
      .optional("zh-Hant", .text, "The label in traditional Chinese."),
    ], choices: [.atLeastOne(["en", "zh-Hans", "zh-Hant"])])

  /// A key of an order.
  static let orderKey = ObjectShape(
    "orderKey", "What people are put in order by; the next key decides where this one is equal.",
    [
      .optional("of", .expression, "The value to compare.", example: #""net_sales""#),
      .optional("by", .expression, "The same as `of`.", example: #""quarter.score""#),
      .required("best", .words(["high", "low"]), "Which end is the best.", example: #""high""#),
    ], choices: [.exactlyOne(["of", "by"])])
}

extension ObjectShape {
  /// A handler that takes another value.
  static let substitute = ObjectShape(
    "substitute", "Another value that stands for an absent one.",
    [
      .required(
        "use", .expression, "The value to use instead.", example: #""previous_target""#)
    ])
}

extension [ShapeKey] {
  /// What people read and the calculation does not.
  package static let remarks: [ShapeKey] = [
    .remark("label", .label, "What reports call it.", example: #""Net sales""#),
    .remark("note", .text, "A remark for those who read the policy."),
    .remark("source", .text, "Where the written rules say so.", example: #""HR-2026-03 §5.2""#),
  ]

  /// What becomes of an absent value.
  static func handlers(_ value: ValueShape) -> [ShapeKey] {
    [
      .optional(
        "whenMissing", value, "What holds where the value should exist and does not.",
        example: #""error""#),
      .optional(
        "whenNotApplicable", value, "What holds where the value does not exist by rule.",
        example: #""not-applicable""#),
      .optional("whenNotGraded", value, "The same as `whenNotApplicable`, where a grade is meant."),
    ]
  }
}

extension ValueShape {
  /// The words that every handler may say.
  private static let absences = [
    "error", "missing", "not-applicable", "pass-on", "no-score", "not-graded", "no-bonus",
    "no-share", "none",
  ]

  /// What becomes of a definition without a value: a word, or the value to take.
  static let handler = ValueShape.either([.words(absences), .literal, .object(.substitute)])
  static let weightHandler = ValueShape.either([
    .words(["reweight"] + absences), .amount, .object(.substitute),
  ])
  static let stepHandler = ValueShape.either([.words(absences), .amount, .object(.substitute)])
  static let conditionHandler = ValueShape.either([
    .words(["no"] + absences), .object(.substitute),
  ])
  static let requirementHandler = ValueShape.either([
    .words(["fail", "no"] + absences), .object(.substitute),
  ])
}
