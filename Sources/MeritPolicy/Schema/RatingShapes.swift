extension ObjectShape {
  /// The section `ratings`.
  static let ratings = ObjectShape(
    "ratings", "What several raters think of a person.",
    members: MemberShape(.object(.rating), names: .name))

  static let rating = ObjectShape(
    "rating", "The mean of what several raters think of a person, ballot by ballot.",
    [
      .per,
      .optional(
        "kind", .words(["points", "number"]), "What the value is; points without it.",
        example: #""points""#),
      .required(
        "of", .form(.column), "The column with the scores; its input's owner is rated.",
        example: #""ballots.score""#),
      .required("rater", .text, "The column with who rates.", example: #""rater_id""#),
      .optional("where", .condition, "Which rows count.", example: #""stage = 'final'""#),
      .optional(
        "validWhen", .some(.condition),
        "What must hold over all scores that one rater gives, or the ballot is void.",
        example: #"["how_many(score >= 90) <= 3"]"#),
      .optional("groups", .some(.object(.raterGroup)), "The kinds of raters with their weights."),
      .optional(
        "needsRaters", .positive, "Fewer raters are none; with groups each says its own.",
        example: "2"),
      .optional("trim", .object(.ratingTrim), "The extremes that are left out of many scores."),
      .optional(
        "combine", .words(["average"]), "How the scores of a group come together.",
        example: #""average""#),
      .optional(
        "reweightNeeds", .share, "The weight that must remain where groups drop out.",
        beside: ["groups"], example: #""50%""#),
      .required(
        "whenNoRaters", .handler, "What holds where nobody rates the person.",
        example: #""not-applicable""#,
        help: #"add `"whenNoRaters": "missing"`, `"not-applicable"` or a number"#),
      .round,
    ], and: .remarks)

  static let raterGroup = ObjectShape(
    "raterGroup", "One kind of raters; the weights sum to 100 %.",
    [
      .required("id", .text, "What the group is called.", example: #""peer""#),
      .optional("where", .condition, "Which rows are theirs.", example: #""group = 'peer'""#),
      .required("weight", .share, "Their part of the rating.", example: #""40%""#),
      .optional("needsRaters", .positive, "Fewer raters are too few.", example: "3"),
      .required(
        "whenTooFew", .weightHandler, "What holds where they are too few.",
        example: #""reweight""#,
        help: #"add `"whenTooFew": "reweight"`, `"missing"`, `"not-applicable"` or a number"#),
    ], and: .remarks)

  static let ratingTrim = ObjectShape(
    "ratingTrim", "The extremes that are left out of many scores.",
    [
      .required("above", .positive, "More raters than this are trimmed.", example: "5"),
      .optional(
        "highest", .whole(least: 0, greatest: nil), "How many of the highest scores leave.",
        example: "1"),
      .optional(
        "lowest", .whole(least: 0, greatest: nil), "How many of the lowest scores leave.",
        example: "1"),
    ])
}
