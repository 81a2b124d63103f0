import MeritModel

extension ObjectShape {
  /// The section `bonuses`.
  static let bonuses = ObjectShape(
    "bonuses", "Amounts in steps.", members: MemberShape(.object(.bonus), names: .name))

  static let bonus = ObjectShape(
    "bonus", "An amount in steps; the first is `start`, the last is `round`.",
    [
      .per, .scopes,
      .required("steps", .some(.object(.bonusStep)), "The steps, from top to bottom."),
      .appliesWhen,
      .optional(
        "payOn", .either([.dayOfMonth, .object(.payDay)]),
        "On which day of the month after the period it is paid.", example: "15"),
    ], and: .remarks, .handlers(.handler))

  static let payDay = ObjectShape(
    "payDay", "A day of payment some months later than the first such day after the period.",
    [
      .required("day", .dayOfMonth, "The day of the month.", example: "15"),
      .required(
        "months", .whole(least: 1, greatest: 60), "How many months later.", example: "1"),
    ])

  static let bonusStep = ObjectShape(
    "bonusStep", "A step of a bonus: it does exactly one thing with the amount so far.",
    [
      .required("id", .text, "Names the step in figures and explanations.", example: #""base""#),
      .optional("start", .operand, "The amount to begin with.", example: #""base_bonus""#),
      .optional(
        "plus", .operand, "What is added.",
        example: #"{ "tiers": "commission", "on": "net_sales" }"#),
      .optional("minus", .operand, "What is taken away.", example: #""300 CNY""#),
      .optional(
        "times", .operand, "What the amount is multiplied by.",
        example: #"{ "table": "grade_coefficient" }"#),
      .optional(
        "atMost", .operand, "The amount is no more than this.",
        example: #""month_bonus_cap""#),
      .optional("atLeast", .operand, "The amount is no less than this.", example: #""0 CNY""#),
      .optional(
        "onlyIf", .condition, "Where this fails only a part of the amount remains.",
        example: #""serious_violations = 0""#),
      .required(
        "otherwiseKeep", .share, "The part that remains where `onlyIf` fails.",
        beside: ["onlyIf"], example: #""50%""#,
        help: #"say what remains where the condition fails: `"otherwiseKeep": "0%"` for nothing"#),
      .optional(
        "prorate", .words(["days-in-plan"]),
        "The amount is taken in proportion to the days in the plan."),
      .optional("round", .rounding, "How the amount is rounded.", example: #""0.01 half-up""#),
    ], and: .remarks, .handlers(.stepHandler),
    choices: [
      .exactlyOne([
        "start", "plus", "minus", "times", "atMost", "atLeast", "onlyIf", "prorate", "round",
      ])
    ])

  /// What stands for a value in a step: tiers on an amount, or a decision table.
  static let operand = ObjectShape(
    "operand", "An amount from tiers, or the value that a decision table gives.",
    [
      .optional("table", .name, "The decision table.", example: #""grade_coefficient""#),
      .optional("tiers", .name, "The tiers.", example: #""commission""#),
      .required(
        "on", .expression, "The amount that the tiers apply to.", beside: ["tiers"],
        example: #""net_sales""#),
      .optional(
        "reversing", .name,
        "The measure whose rows take back others: their amounts at the rates of the periods of "
          + "those others.", beside: ["tiers"], example: #""refunds""#),
      .optional(
        "each", .expression, "What one is worth where `on` counts: the rates are parts of it.",
        beside: ["tiers"], example: #""price""#),
    ], choices: [.exactlyOne(["table", "tiers"])])

  /// The section `allocations`.
  static let allocations = ObjectShape(
    "allocations", "Pools split among people.",
    members: MemberShape(.object(.allocation), names: .name))

  static let allocation = ObjectShape(
    "allocation", "A pool split among people.",
    [
      .per, .scopes,
      .required("within", .group, "The group that shares the pool.", example: #""team""#),
      .required(
        "pool", .operand, "The amount to split.",
        example: #"{ "tiers": "team_pool", "on": "total(team_sales)" }"#),
      .optional(
        "onlyIf", .condition, "Where this fails for the group, everybody gets 0.",
        example: #""total(team_sales) >= 80% * total(team_target)""#),
      .optional("among", .condition, "Who takes part.", example: #""quarter.grade in ('A', 'B')""#),
      .required(
        "by", .expression, "What the shares are in proportion to.",
        example: #""quarter.score""#),
      .required(
        "to", .amount, "The unit to which shares are rounded down.",
        example: #""0.01""#),
      .remark("remainder", .words(["largest-remainder"]), "Who gets the units left over."),
      .appliesWhen,
    ], and: .remarks, .handlers(.handler))
}

extension ValueShape {
  /// The operand of a step.
  static let operand = ValueShape.either([.expression, .object(.operand)])
}

extension ValueShape {
  /// A day of the month, or its last one.
  fileprivate static let dayOfMonth = ValueShape.either([
    .whole(least: 1, greatest: 31), .words(["last"]),
  ])
}
