extension ObjectShape {
  /// The section `exclusions`.
  static let exclusions = ObjectShape(
    "exclusions", "Events that excuse people: rows inside them do not count.",
    members: MemberShape(.object(.exclusion), names: .name))

  static let exclusion = ObjectShape(
    "exclusion", "Events that excuse people: rows of some inputs inside them do not count.",
    [
      .required("from", .name, "The input that holds the events.", example: #""outages""#),
      .required(
        "who", .text, "The column with the id of who is excused, or \"everybody\".",
        example: #""employee_id""#),
      .optional(
        "whoIs", .words(["employee", "team", "department"]),
        "Whose id stands in `who`; without it an employee's.", example: #""team""#),
      .required(
        "starts", .text, "The column with the beginning, which is part of the event.",
        example: #""starts_on""#),
      .required(
        "ends", .text, "The column with the end, which is part of the event; empty means open.",
        example: #""ends_on""#),
      .required("reason", .text, "The column that says why.", example: #""reason""#),
      .required(
        "applies", .some(.name), "The inputs whose rows are left out.",
        example: #"["calls", "sales"]"#),
    ], and: .remarks)
}
