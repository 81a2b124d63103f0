import MeritModel

extension ObjectShape {
  /// The section `grades`.
  static let grades = ObjectShape(
    "grades", "Grades, by bands or by a quota.",
    members: MemberShape(.object(.grade), names: .name))

  static let grade = ObjectShape(
    "grade", "A grade, by bands or by a quota.",
    [
      .per, .scopes,
      .required("set", .text, "The set of grades.", example: #""abcd""#),
      .required("of", .expression, "The value that decides.", example: #""month.score""#),
      .optional("bands", .some(.object(.band)), "The grade of each band of the value."),
      .optional("quota", .object(.quota), "The seats of each grade in a group."),
      .optional(
        "exceptions", .list(.object(.gradeException), atLeast: 0),
        "Limits on the grade; several may apply, the strictest holds."),
      .optional(
        "limits", .object(.gradeLimits), "The seats of the best grades in a group.",
        beside: ["bands"]),
      .appliesWhen,
    ], and: .remarks, .handlers(.handler), choices: [.exactlyOne(["bands", "quota"])])

  static let gradeException = ObjectShape(
    "gradeException", "A limit on the grade where a condition holds.",
    [
      .required("id", .text, "Names the exception.", example: #""serious_violation""#),
      .required("when", .condition, "When it applies.", example: #""serious_violations >= 1""#),
      .optional("atMost", .text, "The best grade that remains.", example: #""C""#),
      .optional("atLeast", .text, "The worst grade that remains.", example: #""B""#),
      .optional(
        "shift", .whole(least: nil, greatest: nil),
        "Grades better or, below 0, worse.", example: "-1"),
    ], and: .remarks, .handlers(.conditionHandler),
    choices: [.atLeastOne(["atMost", "atLeast", "shift"])])

  static let quota = ObjectShape(
    "quota", "The people of a group in order, and the seats of each grade.",
    [
      .required("within", .group, "The group that shares the seats.", example: #""team""#),
      .required(
        "shares", .some(.object(.gradeShare)),
        "The share of each grade; they sum to 100 %."),
      .required("order", .some(.object(.orderKey)), "What puts the people in order."),
      .optional(
        "groupNeeds", .positive, "A group of fewer people is a small one.",
        example: "10"),
      .optional(
        "smallGroups",
        .words(["pool-by-department", "pool-by-company", "not-graded", "as-is"]),
        "What becomes of small groups.", example: #""pool-by-department""#),
      .optional(
        "seats", .either([.words(["largest-remainder"]), .rounding]), "How shares become seats.",
        example: #""1 half-up""#),
      .optional(
        "refill", .flag, "Whether a person whom an exception limits frees the seat.",
        example: "true"),
      .optional(
        "ties", .words(["better-grade", "worse-grade", "employee-id"]),
        "Which grade people get who are equal at an edge.", example: #""better-grade""#),
    ])

  static let gradeShare = ObjectShape(
    "gradeShare", "The share of a grade.",
    [
      .required("is", .text, "The grade.", example: #""A""#),
      .required("share", .share, "Its part of the group.", example: #""10%""#),
    ])

  static let gradeLimits = ObjectShape(
    "gradeLimits", "The seats of the best grades in a group, beside bands.",
    [
      .required("within", .group, "The group that shares the seats.", example: #""team""#),
      .required("order", .some(.object(.orderKey)), "Who keeps a grade first."),
      .required(
        "ties", .words(["better-grade", "worse-grade", "employee-id"]),
        "What becomes of people who are equal at an edge.", example: #""better-grade""#),
      .required("seats", .some(.object(.limitedSeats)), "The seats of each limited grade."),
    ])

  static let limitedSeats = ObjectShape(
    "limitedSeats", "The seats of a grade.",
    [
      .required(
        "is", .oneOrMore(.text), "The grade, or neighbouring grades that share the seats.",
        example: #""A""#),
      .optional("share", .share, "Their part of the people graded.", example: #""10%""#),
      .required(
        "round", .rounding, "How the part is rounded to whole seats.", beside: ["share"],
        example: #""1 half-up""#),
      .optional("count", .sizedCount, "The number of seats.", example: "2"),
      .optional("bySize", .some(.object(.sizeRow)), "The number from each size of the group on."),
    ], and: .remarks, choices: [.exactlyOne(["share", "count", "bySize"])])
}
