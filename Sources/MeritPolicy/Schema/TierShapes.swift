import MeritModel

extension ObjectShape {
  /// The section `tiers`.
  static let tiers = ObjectShape(
    "tiers", "Slabs with a rate or a sum, by name.",
    members: MemberShape(.object(.tierScale), names: .name))

  static let tierScale = ObjectShape(
    "tierScale", "Slabs with a rate or a sum.",
    [
      .required(
        "method", .cases(TierMethod.self),
        "Whether each slab has its own rate, the whole amount has one, or rates are interpolated.",
        example: #""marginal""#),
      .optional(
        "basis", .cases(TierBasis.self),
        "What the tiers apply to: the period's amount, each row, or the year to date.",
        example: #""period""#),
      .required("rows", .some(.object(.tier)), "The tiers, in any order."),
    ], and: .remarks)

  static let tier = ObjectShape(
    "tier", "A slab: from its lower edge to the next tier.",
    [
      .optional(
        "from", .either([.amount, .null]),
        "The lower edge, which belongs to the tier; null for amounts below zero too.",
        example: "10000"),
      .optional(
        "above", .either([.amount, .null]),
        "The lower edge, which does not belong to the tier.", example: "10000"),
      .optional("rate", .share, "The rate of the slab.", example: #""5%""#),
      .optional("pays", .amount, "The sum that the tier pays.", example: #""500 CNY""#),
    ], and: .remarks,
    choices: [.exactlyOne(["from", "above"]), .exactlyOne(["rate", "pays"])])

  /// The section `tables`.
  static let tables = ObjectShape(
    "tables", "Decision tables by name.",
    members: MemberShape(.object(.decisionTable), names: .name))

  static let decisionTable = ObjectShape(
    "decisionTable", "A table in which exactly one row fits.",
    [
      .required(
        "gives", .either([.words(Kind.names), .some(.text), .text]),
        "What the table gives: a kind, a set of grades, or a list of choices.",
        example: #""percent""#),
      .required("inputs", .object(.tableInputs), "What the columns compare with."),
      .required("rows", .some(.object(.tableRow)), "The rows, in any order."),
    ], and: .remarks)

  static let tableInputs = ObjectShape(
    "tableInputs", "The columns of a decision table with what each compares with.",
    members: MemberShape(.expression))

  static let tableRow = ObjectShape(
    "tableRow", "A row of a decision table: a cell for each column, and what the row gives.",
    [.required("is", .literal, "What the row gives.", example: #""150%""#)],
    and: .remarks,
    members: MemberShape(
      .either([.literal, .list(.literal, atLeast: 0), .object(.interval)])))

  static let interval = ObjectShape(
    "interval", "An interval with one lower or upper edge, or both.",
    [
      .optional("from", .amount, "The lower edge, which belongs to it.", example: "2"),
      .optional("above", .amount, "The lower edge, which does not belong to it.", example: "2"),
      .optional("below", .amount, "The upper edge, which does not belong to it.", example: "5"),
      .optional("upTo", .amount, "The upper edge, which belongs to it.", example: "5"),
    ], choices: [.atLeastOne(["from", "above", "below", "upTo"])])
}
