import MeritModel

extension ObjectShape {
  /// The section `balances`.
  static let balances = ObjectShape(
    "balances", "Amounts that are carried from period to period.",
    members: MemberShape(.object(.balance), names: .name))

  static let balance = ObjectShape(
    "balance", "An amount that is carried from period to period, as a ledger.",
    [
      .per, .scopes,
      .optional("kind", .kind, "What the amount is; money without it.", example: #""points""#),
      .optional(
        "opening", .expression, "What the first period opens with; 0 without it.", example: "0"),
      .optional("add", .expression, "What is added.", example: #""withheld""#),
      .optional("take", .expression, "What is taken.", example: #""refunds""#),
      .optional(
        "floor", .expression, "The balance is no less; what is lacking is made good.",
        example: "0"),
      .optional(
        "ceiling", .expression, "The balance is no more; what is above leaves.", example: "0"),
      .optional(
        "releaseWhen", .condition, "Where this holds all of it is paid out.",
        example: #""quarter_reached >= 100%""#),
      .optional(
        "releaseEach", .condition,
        "Each addition is paid out once this holds for its own period, as it is known by then.",
        example: #""collected >= 90% * invoiced""#),
      .optional(
        "schedule", .some(.object(.scheduledRelease)),
        "The parts of an addition that later periods pay out."),
      .optional(
        "spread", .object(.spread),
        "How each row of what is added is paid out in equal parts by later periods."),
      .optional(
        "resets", .words(["quarter", "year"]), "At whose starts the opening is taken anew.",
        example: #""quarter""#),
      .optional(
        "onExit", .cases(BalanceExit.self), "What becomes of it when the person leaves.",
        example: #""write-off""#),
      .round,
    ], and: .remarks, .handlers(.handler),
    choices: [
      .atLeastOne(["add", "take"]),
      .atMostOne(["releaseWhen", "releaseEach", "schedule", "spread"]),
    ])

  static let scheduledRelease = ObjectShape(
    "scheduledRelease", "A part of an addition that a later period pays out.",
    [
      .required(
        "after", .whole(least: 0, greatest: nil), "How many periods after the addition.",
        example: "1"),
      .required("share", .share, "The part of the addition.", example: #""60%""#),
    ], and: .remarks)

  static let spread = ObjectShape(
    "spread", "How each row of an addition is paid out in equal parts by later periods.",
    [
      .required(
        "over", .text, "The column of the rows with the number of periods.",
        example: #""loans.term""#)
    ], and: .remarks)

  /// The section `guards`.
  static let guards = ObjectShape(
    "guards", "Limits that are watched over what is paid.",
    members: MemberShape(.object(.guardLimit), names: .name))

  static let guardLimit = ObjectShape(
    "guard", "A limit that is watched over a value.",
    [
      .required(
        "of", .name, "The bonus, allocation, prize or measure.", example: #""month_bonus""#),
      .optional("atLeast", .expression, "The least value.", example: #""minimum_wage""#),
      .optional("atMost", .expression, "The greatest value.", example: #""deduction_limit""#),
      .optional(
        "apply", .flag,
        "Whether the bonus takes the limit's value; else a breach is reported only.",
        example: "true"),
    ], and: .remarks, choices: [.atLeastOne(["atLeast", "atMost"])])
}
