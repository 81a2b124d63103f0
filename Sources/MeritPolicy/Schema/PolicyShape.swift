extension ObjectShape {
  /// A whole policy file.
  package static let policy = ObjectShape(
    "policy", "The whole scheme of one version: what is measured, graded and paid.",
    [
      .remark(
        "$schema", .text, "The schema that an editor checks the file by.",
        example: #""policy.schema.json""#),
      .remark("note", .text, "A remark for those who read the policy."),
      .required(
        "policyFormat", .whole(least: 1, greatest: 1), "The format of the file.",
        example: "1"),
      .required("policy", .object(.header), header.sentence),
      .required("inputs", .object(.inputs), inputs.sentence),
      .required("plans", .some(.object(.plan)), "What the roles are reviewed and paid by."),
    ], and: sections)

  private static let sections: [ShapeKey] = [
    .optional("gradeSets", .object(.gradeSets), gradeSets.sentence),
    .optional("calendars", .object(.calendars), calendars.sentence),
    .optional("constants", .object(.constants), constants.sentence),
    .optional("customers", .object(.customers), customers.sentence),
    .optional("exclusions", .object(.exclusions), exclusions.sentence),
    .optional("measures", .object(.measures), measures.sentence),
    .optional("adjustments", .object(.adjustments), adjustments.sentence),
    .optional("ratings", .object(.ratings), ratings.sentence),
    .optional("indicators", .object(.indicators), indicators.sentence),
    .optional("scores", .object(.scores), scores.sentence),
    .optional("grades", .object(.grades), grades.sentence),
    .optional("tiers", .object(.tiers), tiers.sentence),
    .optional("tables", .object(.tables), tables.sentence),
    .optional("bonuses", .object(.bonuses), bonuses.sentence),
    .optional("allocations", .object(.allocations), allocations.sentence),
    .optional("prizes", .object(.prizes), prizes.sentence),
    .optional("balances", .object(.balances), balances.sentence),
    .optional("guards", .object(.guards), guards.sentence),
    .optional("outcomes", .object(.outcomes), outcomes.sentence),
    .optional("rankings", .object(.rankings), rankings.sentence),
    .optional("checks", .list(.object(.check), atLeast: 0), "What must hold of a run."),
    .optional("claims", .list(.object(.claim), atLeast: 0), "What the policy promises."),
  ]
}
