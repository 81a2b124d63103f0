import MeritModel

extension ObjectShape {
  /// The section `policy`.
  static let header = ObjectShape(
    "policyHeader", "Which policy this is, when it holds, and what holds for all of it.",
    [
      .required("id", .text, "The same in all versions of the policy.", example: #""telesales""#),
      .required("version", .text, "The name of this version.", example: #""2026.1""#),
      .required("title", .label, "The title that reports show.", example: #""Telesales bonus""#),
      .required("effective", .object(.effective), "The periods that this version governs."),
      .required("currency", .form(.currency), "The currency of all amounts.", example: #""CNY""#),
      .required("timeZone", .text, "The time zone of the exports.", example: #""Asia/Shanghai""#),
      .optional("calendar", .object(.periodCalendar), "How months and years are cut."),
      .optional("leavers", .words(["no-plan"]), "Who left before the last day has no plan."),
      .optional(
        "roleChange", .words(["role-at-period-end", "split-by-days"]),
        "Which plan holds after a change of role."),
      .optional("rounding", .object(.roundings), "How values of each kind are rounded."),
      .optional("amends", .text, "The version that this one corrects.", example: #""2026.1""#),
      .optional("approved", .object(.approval), "Who approved this version."),
      .optional("retro", .object(.retro), "What becomes of late data for closed periods."),
    ], and: .remarks)

  static let effective = ObjectShape(
    "effective", "The first and the last day, both inclusive.",
    [
      .required("from", .date, "The first day.", example: #""2026-01-01""#),
      .required("to", .date, "The last day.", example: #""2026-12-31""#),
    ])

  static let periodCalendar = ObjectShape(
    "periodCalendar", "How months and years are cut.",
    [
      .optional(
        "monthStartsOn", .whole(least: 1, greatest: 28), "The day on which months begin.",
        example: "15"),
      .optional(
        "yearStartsIn", .whole(least: 1, greatest: 12), "The month in which years begin.",
        example: "4"),
      .optional(
        "tenDays", .flag, "Whether there are periods of ten days: 1-10, 11-20, the rest.",
        example: "true"),
      .optional(
        "namedBy", .words(["start", "end"]),
        "Whether months and years bear the name of their first day or of their last; `start` without "
          + "it.", example: #""end""#),
    ])

  static let roundings = ObjectShape(
    "roundings", "How values of each kind are rounded; a kind that is not listed stays exact.",
    [
      .optional(
        "default", .words(["at-definition", "at-payment"]),
        "Whether every definition rounds its value, or only the steps that pay.")
    ],
    and: Kind.names.filter { Kind(name: $0)?.isNumeric == true }.map {
      .optional($0, .rounding, "How values of the kind \($0) are rounded.")
    })

  static let approval = ObjectShape(
    "approval", "Who approved this version, and where it is written.",
    [
      .optional("by", .text, "Who approved it.", example: #""HR committee""#),
      .optional("on", .date, "The day of the approval.", example: #""2025-12-18""#),
      .optional("document", .text, "The document.", example: #""HR-2025-114""#),
    ])

  static let retro = ObjectShape(
    "retro", "What becomes of late data for closed periods.",
    [
      .required(
        "mode", .words(["forward-delta"]), "Corrections become lines of a later period."),
      .optional(
        "atMostMonths", .whole(least: 0, greatest: nil), "How far back corrections are paid.",
        example: "3"),
    ])
}

extension TextForm {
  static let currency = TextForm(
    "currency", "The three letters of ISO 4217.", pattern: "^[A-Z]{3}$")
}
