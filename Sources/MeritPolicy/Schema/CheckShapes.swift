import MeritModel

extension ObjectShape {
  /// An item of the section `checks`.
  static let check = ObjectShape(
    "check", "Something that must hold of a run.",
    [
      .required("id", .text, "Names the check.", example: #""all_sales_counted""#),
      .optional("reconcile", .object(.reconcile), "Two sums that must be equal."),
      .optional(
        "assert", .condition, "What must hold.",
        example: #""company_total(team_pool_share) <= quarter_budget""#),
      .optional(
        "for", .words(["team", "department", "company"]),
        "For each of which `assert` must hold; without it the company.", beside: ["assert"],
        example: #""team""#),
      .optional(
        "otherwise", .cases(Severity.self), "How a failure is reported.",
        example: #""warning""#),
    ], and: .remarks, choices: [.exactlyOne(["reconcile", "assert"])])

  static let reconcile = ObjectShape(
    "reconcile", "A measure of all people against a column of all rows.",
    [
      .required("measure", .name, "The measure.", example: #""net_sales""#),
      .required("with", .form(.column), "The column.", example: #""sales.amount""#),
    ])

  /// An item of the section `claims`.
  static let claim = ObjectShape(
    "claim", "Something that the policy promises; it is proved or refuted without data.",
    [
      .required("id", .text, "Names the claim.", example: #""payout_ceiling""#),
      .optional(
        "neverLower", .name, "A result that never falls.",
        example: #""specialist_month_bonus""#),
      .optional(
        "whenMore", .name, "The measure that rises.", beside: ["neverLower"],
        example: #""net_sales""#),
      .optional(
        "whenAdding", .text, "The row that is added.", beside: ["neverLower"],
        example: #""sales where status = 'won'""#),
      .optional(
        "always", .condition, "What always holds.",
        example: #""specialist_month_bonus <= month_bonus_cap""#),
      .optional("jumpsAtMost", .amount, "The greatest jump of a result.", example: "600"),
      .required(
        "in", .name, "The result that may not jump.", beside: ["jumpsAtMost"],
        example: #""specialist_month_bonus""#),
      .required(
        "along", .name, "The measure along which it may not jump.",
        beside: ["jumpsAtMost"], example: #""net_sales""#),
      .optional(
        "exactlyOne", .text, "The grade that everybody has once.",
        example: #""month.grade""#),
    ], and: .remarks,
    choices: [
      .exactlyOne(["neverLower", "always", "jumpsAtMost", "exactlyOne"]),
      .exactlyOneBeside("neverLower", ["whenMore", "whenAdding"]),
    ])
}
