extension PolicyMaker {
  /// What is known of customers, and what their owners collect of it.
  mutating func makeCustomers() {
    guard inputFeatures.hasCustomers else { return }
    add(
      "measures", "worth",
      heading("Worth") + [
        ("for", "customer"), ("kind", "money"), ("sum", "sales.amount"), ("whenNoRows", 0),
      ])
    add(
      "measures", "orders",
      heading("Orders") + [
        ("for", "customer"), ("kind", "count"), ("count", "sales"), ("whenNoRows", 0),
      ])
    var edges = random.some(["2000", "500", "100.01", "100"], gradeNames.count - 1)
    if mayRefund { edges.append("-1000000") } else { edges.append("0") }
    while edges.count < gradeNames.count { edges.insert("5000", at: 0) }
    let bands = zip(edges, gradeNames).map { edge, grade in
      Node.object([("from", .number(edge)), ("is", .text(grade))])
    }
    let isGraded = !mayRefund
    if isGraded {
      add(
        "grades", "class",
        heading("Class") + [
          ("for", "customer"), ("of", "worth"), ("set", "set"), ("bands", .list(bands)),
        ])
    }
    let collectors: [(String, String, Bool)] = [
      ("how_many(customer.class, '\(random.pick(gradeNames))')", "count", false),
      ("total(customer.worth)", "money", true), ("max(customer.orders)", "count", true),
      ("how_many(customer.worth >= 500 CNY)", "count", false),
    ]
    for (index, (text, kind, mayBeNone)) in collectors.enumerated()
    where random.chance(60) && (isGraded || index > 0) {
      shapes.insert("customers collected")
      var operand = Operand(
        text: "clients_\(index)", kind: kind, mayMiss: false, mayNotApply: mayBeNone,
        isNotNegative: kind == "count" || !mayRefund)
      let (handlers, passes) = handlers(
        [operand], literal: amount(self.edges(kind)[0], kind), kind: kind)
      operand.mayNotApply = passes
      let members = heading("Clients") + [("kind", .text(kind)), ("formula", .text(text))]
      finish(operand.text, ["employee"], members + handlers, operand)
    }
  }
}
