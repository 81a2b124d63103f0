import MeritModel

extension ObjectShape {
  /// An item of the section `plans`.
  static let plan = ObjectShape(
    "plan", "What people of some roles are reviewed and paid by.",
    [
      .required("id", .text, "Names the plan.", example: #""specialist""#),
      .required(
        "roles", .oneOrMore(.text), "The roles that have the plan.",
        example: #"["specialist"]"#),
      .optional(
        "when", .condition, "What a roster row must meet beside the role.",
        example: #""roster.probation""#),
      .optional(
        "onExit", .words(["pay", "no-bonus"]),
        "Whether people are paid who leave before the period's last day.",
        example: #""no-bonus""#),
    ],
    and: Grain.allCases.map {
      .optional($0.rawValue, .object(.binding), "What holds for a period: \($0.rawValue).")
    }, .remarks)

  static let binding = ObjectShape(
    "binding", "What stands in the slots of a plan in one period.",
    [
      .optional("score", .name, "The score.", example: #""specialist_month""#),
      .optional("grade", .name, "The grade.", example: #""month_grade""#),
      .optional(
        "bonus", .oneOrMore(.name), "The bonuses, allocations and prizes that are paid.",
        example: #""specialist_month_bonus""#),
      .optional("outcomes", .oneOrMore(.name), "The outcomes.", example: #"["training"]"#),
    ])
}
