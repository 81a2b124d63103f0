import MeritModel

extension ObjectShape {
  /// The section `outcomes`.
  static let outcomes = ObjectShape(
    "outcomes", "Checklists, assignments and choices that are no money.",
    members: MemberShape(.object(.outcome), names: .name))

  static let outcome = ObjectShape(
    "outcome", "A checklist, a set of assignments, or a choice by a decision table.",
    [
      .per, .scopes,
      .optional("requires", .some(.object(.requirement)), "What must hold, all of it."),
      .optional("anyOf", .some(.object(.requirement)), "What must hold, one of it at least."),
      .optional("assign", .some(.object(.assignment)), "What is assigned, each for itself."),
      .optional(
        "table", .name, "The decision table that gives the choice.",
        example: #""position""#),
      .appliesWhen,
    ], and: .remarks, .handlers(.handler),
    choices: [.atLeastOne(["requires", "anyOf", "assign", "table"])])

  static let requirement = ObjectShape(
    "requirement", "A line of a checklist.",
    [
      .required("id", .text, "Names the line.", example: #""tenure""#),
      .required("check", .condition, "What must hold.", example: #""tenure >= 12""#),
    ], and: .remarks, .handlers(.requirementHandler))

  static let assignment = ObjectShape(
    "assignment", "Something that is assigned where a condition holds.",
    [
      .required("id", .text, "Names what is assigned.", example: #""closing_skills""#),
      .required(
        "when", .condition, "When it is assigned.",
        example: #""conversion_score <= 60""#),
    ], and: .remarks, .handlers(.conditionHandler))

  /// The section `rankings`.
  static let rankings = ObjectShape(
    "rankings", "Rankings by keys of their own.",
    members: MemberShape(.object(.ranking), names: .name))

  static let ranking = ObjectShape(
    "ranking", "People in order of some values.",
    [
      .required("by", .list(.object(.orderKey), atLeast: 1), "What puts the people in order."),
      .required(
        "per", .oneOrMore(.cases(Grain.self)), "The periods that have the ranking.",
        example: #""month""#),
      .optional(
        "within", .oneOrMore(.cases(RankScope.self)),
        "Whom a person is compared with; without it the company.", example: #""team""#),
    ], and: .remarks)
}
