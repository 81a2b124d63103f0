import MeritModel

extension ObjectShape {
  /// The section `indicators`.
  static let indicators = ObjectShape(
    "indicators", "Points made of measures.",
    members: MemberShape(.object(.indicator), names: .name))

  static let indicator = ObjectShape(
    "indicator", "Points made of measures.",
    [
      .per, .scopes,
      .optional("attainment", .object(.attainment), "Points for the part of a target reached."),
      .optional("bands", .object(.bands), "Points by the band in which a value lies."),
      .optional("curve", .object(.curve), "Points on straight lines through given points."),
      .optional("deductions", .object(.deductions), "Points less what events cost."),
      .optional(
        "worth", .amount, "The points of a target exactly reached; 100 without it.",
        beside: ["attainment"], example: "100"),
      .round, .appliesWhen,
    ], and: .remarks, .handlers(.handler),
    choices: [.exactlyOne(["attainment", "bands", "curve", "deductions"])])

  static let attainment = ObjectShape(
    "attainment", "The part of a target that is reached, times `worth`.",
    [
      .required("actual", .expression, "What was reached.", example: #""net_sales""#),
      .required("target", .expression, "What was to be reached.", example: #""sales_target""#),
      .optional("atMost", .share, "The greatest part that counts.", example: #""120%""#),
      .optional("atLeast", .share, "The least part that counts.", example: #""0%""#),
      .optional(
        "whenZero", .handler, "What holds where the target is 0 or less.",
        example: #""error""#),
    ])

  static let bands = ObjectShape(
    "bands", "Points by the band in which a value lies.",
    [
      .required("of", .expression, "The value that decides.", example: #""conversion""#),
      .required("rows", .some(.object(.band)), "The bands, in any order."),
    ])

  static let band = ObjectShape(
    "band", "A band: from its lower edge to the next band.",
    [
      .optional(
        "from", .amount, "The lower edge, which belongs to the band.",
        example: #""12%""#),
      .optional(
        "above", .amount, "The lower edge, which does not belong to the band.",
        example: "5"),
      .required("is", .either([.amount, .text]), "What the band gives.", example: "100"),
    ], and: .remarks, choices: [.exactlyOne(["from", "above"])])

  static let curve = ObjectShape(
    "curve", "Points on straight lines through given points, flat outside.",
    [
      .required("of", .expression, "The value that decides.", example: #""survey_average""#),
      .required("through", .some(.object(.curvePoint)), "The points of the curve, in any order."),
    ])

  static let curvePoint = ObjectShape(
    "curvePoint", "A point of a curve.",
    [
      .required("at", .amount, "The value.", example: "4.5"),
      .required("is", .amount, "What the curve gives there.", example: "100"),
    ])

  static let deductions = ObjectShape(
    "deductions", "Points less what events cost.",
    [
      .required("startAt", .amount, "The points without any event.", example: "100"),
      .required("lines", .some(.object(.deductionLine)), "What costs points."),
      .optional("atLeast", .amount, "The points that always remain.", example: "0"),
    ])

  static let deductionLine = ObjectShape(
    "deductionLine", "Something that costs points.",
    [
      .required("id", .text, "Names the line.", example: #""off_hours""#),
      .required("each", .expression, "How often it happened.", example: #""off_hours_calls""#),
      .required("costs", .amount, "The points that each costs.", example: "2"),
      .optional("atMost", .amount, "The most points that the line costs.", example: "10"),
    ], and: .remarks, .handlers(.stepHandler))

  /// The section `scores`.
  static let scores = ObjectShape(
    "scores", "Weighted points.", members: MemberShape(.object(.score), names: .name))

  static let score = ObjectShape(
    "score", "Weighted points.",
    [
      .per, .scopes,
      .required(
        "weights", .some(.object(.weightLine)),
        "What the score is made of; the weights sum to 100 %."),
      .optional(
        "reweightNeeds", .share,
        "The weight that must remain where lines drop out.", example: #""65%""#),
      .round, .appliesWhen,
    ], and: .remarks, .handlers(.handler))

  static let weightLine = ObjectShape(
    "weightLine", "A part of a score.",
    [
      .required("of", .expression, "The points.", example: #""sales_attainment""#),
      .required("weight", .share, "Its part of the score.", example: #""50%""#),
      .optional(
        "needsPeriods", .positive,
        "With fewer finer periods the value is not applicable.", example: "2"),
    ], and: .remarks, .handlers(.weightHandler))
}
