import MeritModel

extension ObjectShape {
  /// The section `prizes`.
  static let prizes = ObjectShape(
    "prizes", "Prizes for the first places of an order.",
    members: MemberShape(.object(.prize), names: .name))

  static let prize = ObjectShape(
    "prize", "Prizes for the first places of an order.",
    [
      .per,
      .optional(
        "for", .oneOrMore(.words(["employee", "team", "department"])),
        "Who wins; without it people.", example: #""team""#),
      .required(
        "within", .cases(RankScope.self), "Among whom the places are given.",
        example: #""company""#),
      .required("by", .some(.object(.orderKey)), "What puts them in order."),
      .required("places", .some(.object(.prizePlaces)), "The places from the first down."),
      .optional(
        "onlyIf", .condition, "What a winner must meet.",
        example: #""sales_per_head >= 120000 TWD""#),
      .optional(
        "vacant", .words(["stays", "moves-up"]),
        "Whether the prize of a winner who fails stays vacant or goes to the next.",
        example: #""stays""#),
      .required(
        "ties", .words(["share", "each", "next-key"]), "What those get who are equal in all keys.",
        example: #""share""#),
      .optional(
        "to", .amount, "The unit to which a shared prize is split.", beside: ["ties"],
        example: #""0.01""#),
      .appliesWhen,
    ], and: .remarks, .handlers(.conditionHandler))

  static let prizePlaces = ObjectShape(
    "prizePlaces", "A run of places that pay the same.",
    [
      .required("count", .sizedCount, "How many places.", example: "1"),
      .required("pays", .amount, "What each of them pays.", example: #""300 CNY""#),
    ], and: .remarks)

  /// A number that depends on the size of a group.
  static let sizedCount = ObjectShape(
    "sizedCount", "A number that depends on the size of the group.",
    [.required("bySize", .some(.object(.sizeRow)), "The number from each size on, else 0.")])

  static let sizeRow = ObjectShape(
    "sizeRow", "A number from a size on.",
    [
      .optional(
        "from", .whole(least: 0, greatest: nil), "The least size, which belongs to the row.",
        example: "10"),
      .optional(
        "above", .whole(least: 0, greatest: nil), "The size above which the row holds.",
        example: "5"),
      .required("is", .whole(least: 0, greatest: nil), "The number.", example: "2"),
    ], choices: [.exactlyOne(["from", "above"])])
}

extension ValueShape {
  /// A number, or one for each size of a group.
  static let sizedCount = ValueShape.either([
    .whole(least: 0, greatest: nil), .object(.sizedCount),
  ])
}

extension ShapeKey {
  /// The condition without which a definition is not applicable.
  static let appliesWhen = ShapeKey.optional(
    "appliesWhen", .condition, "Where this fails the definition is not applicable.",
    example: #""tenure >= 3""#)
}
