import MeritModel

extension ObjectShape {
  /// The section `calendars`.
  static let calendars = ObjectShape(
    "calendars", "Working days and hours by name.",
    members: MemberShape(.object(.officeCalendar), names: .name))

  static let officeCalendar = ObjectShape(
    "officeCalendar", "The working days and hours of an office.",
    [
      .required(
        "workdays", .oneOrMore(.words(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])),
        "The weekdays on which people work.", example: #"["mon", "tue", "wed", "thu", "fri"]"#),
      .optional(
        "hours", .object(.officeHours),
        "When work begins and ends; `within_hours` asks for them.",
        example: #"{ "from": "09:00", "below": "18:00" }"#),
      .optional(
        "holidays", .either([.list(.date, atLeast: 0), .object(.holidayFile)]),
        "Days off besides, or the file that lists them.",
        example: #"["2026-01-01"]"#),
      .optional(
        "extraWorkdays", .list(.date, atLeast: 0), "Days worked besides, weekends or holidays.",
        example: #"["2026-02-14"]"#),
    ], and: .remarks)

  static let holidayFile = ObjectShape(
    "holidayFile", "A file of days off, one date a line.",
    [
      .required(
        "file", .text, "The file, by its path in the book.", example: #""data/holidays.csv""#)
    ])

  static let officeHours = ObjectShape(
    "officeHours", "The hours of work.",
    [
      .required("from", .form(.clock), "The time at which work begins.", example: #""09:00""#),
      .required("below", .form(.clock), "The time at which work has ended.", example: #""18:00""#),
    ])

  /// The section `gradeSets`.
  static let gradeSets = ObjectShape(
    "gradeSets", "Sets of grades by name.",
    members: MemberShape(.some(.text)))

  /// The section `constants`.
  static let constants = ObjectShape(
    "constants", "Values with a name.",
    members: MemberShape(.object(.constant), names: .name))

  static let constant = ObjectShape(
    "constant", "A value with a name, the same for everybody.",
    [
      .required("kind", .kind, "What the value is.", example: #""money""#),
      .optional("is", .literal, "The value.", example: "800"),
      .optional("dated", .some(.object(.datedValue)), "The value from each of several days on."),
    ], and: .remarks, choices: [.exactlyOne(["is", "dated"])])

  static let datedValue = ObjectShape(
    "datedValue", "A value from a day on.",
    [
      .required(
        "from", .date, "The first day on which the value holds.",
        example: #""2026-07-01""#),
      .required("is", .literal, "The value.", example: "900"),
    ])
}

extension TextForm {
  static let clock = TextForm(
    "clock", "A time of day as in 09:00.", pattern: "^[0-9]{1,2}:[0-9]{1,2}$")
}
