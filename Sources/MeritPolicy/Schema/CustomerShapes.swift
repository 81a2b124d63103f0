extension ObjectShape {
  /// The section `customers`.
  static let customers = ObjectShape(
    "customers", "The customers as a group that has values of its own.",
    [
      .required("table", .name, "The input that lists the customers.", example: #""customers""#),
      .required(
        "id", .text, "Its column with the customer's id, which is its key.",
        example: #""customer_id""#),
      .optional(
        "owner", .text, "Its column with the id of the person who owns the customer.",
        example: #""agent_id""#),
      .required(
        "in", .object(.customerColumns), "The column that names the customer, by input.",
        example: #"{ "sales": "customer_id" }"#),
    ], and: .remarks)

  static let customerColumns = ObjectShape(
    "customerColumns", "The column that names the customer of a row, by input.",
    members: MemberShape(.text, names: .name))
}
