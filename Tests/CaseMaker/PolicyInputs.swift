extension PolicyMaker {
  private func input(
    key: [String], owner: String?, date: String?, columns: [(String, Node)],
    more: [(String, Node)] = []
  ) -> Node {
    var members: [(String, Node)] = [("key", .texts(key))]
    if let owner { members.append(("owner", .text(owner))) }
    if let date { members.append(("date", .text(date))) }
    return .object(members + [("columns", .object(columns))] + more)
  }

  /// The contracts, which the rows of ``RowMaker`` keep.
  func inputs() -> Node {
    var inputs: [(String, Node)] = [
      ("roster", roster), ("calls", calls), ("sales", sales), ("targets", targets),
      ("attendance", attendance), ("surveys", surveys), ("costs", costs), ("skills", skills),
    ]
    if inputFeatures.leaderOn != nil { inputs.append(("clients", clients)) }
    if inputFeatures.hasCustomers { inputs.append(("customers", customers)) }
    if inputFeatures.hasOutages { inputs.append(("outages", outages)) }
    if inputFeatures.hasBallots { inputs.append(("ballots", ballots)) }
    if inputFeatures.hasAdjustments { inputs.append(("extras", extras)) }
    return .object(inputs)
  }

  private var roster: Node {
    let group: Node = teamMayBeEmpty ? "id?" : "id"
    return .object([
      ("key", .texts(["employee_id", "valid_from"])),
      (
        "columns",
        .object([
          ("employee_id", "id"), ("name", "text"), ("role", .texts(roles)), ("team_id", group),
          ("department_id", group), ("manager_id", "id?"), ("hired_on", "date"),
          ("contract", .texts(["trial", "fixed"])),
          ("valid_from", "date"), ("valid_to", "date?"),
        ])
      ),
    ])
  }

  private var calls: Node {
    input(
      key: ["call_id"], owner: "agent_id", date: "started_at",
      columns: [
        ("call_id", "id"), ("agent_id", "id"), ("started_at", "datetime"), ("connected", "flag"),
        ("talk", "seconds 0.."),
      ])
  }

  private var sales: Node {
    var columns: [(String, Node)] = [
      ("sale_id", "id"), ("agent_id", "id"), ("customer_id", "id?"), ("closed_on", "date?"),
      ("amount", mayRefund ? "money -5000.." : "money 0.."), ("cost", "money? 0.."),
      ("status", .texts(["won", "open", "lost"])), ("product", .texts(["gold", "plain", "?"])),
      ("term", "count 1.."),
    ]
    var more: [(String, Node)] = [
      ("derived", .object([("profit", .object([("kind", "money"), ("is", "amount - cost")]))]))
    ]
    if let shares = inputFeatures.credits {
      columns.append(("closer_id", "id?"))
      more.append(("credits", credits(shares)))
    }
    if inputFeatures.reverses {
      columns.append(("refund_of", "id?"))
      more.append(("reverses", .object([("key", "refund_of"), ("within", "12 months")])))
    }
    if let on = inputFeatures.leaderOn {
      more.append(("lookups", .object([("client_lead", lookup(on))])))
    }
    return input(
      key: ["sale_id"], owner: inputFeatures.credits == nil ? "agent_id" : nil, date: "closed_on",
      columns: columns, more: more)
  }

  private func lookup(_ on: String) -> Node {
    var lookup: [(String, Node)] = [
      ("table", "clients"), ("gives", "leader_id"), ("on", .text(on)),
      (
        "match",
        inputFeatures.leaderIsOfSeller ? .texts(["customer_id", "agent_id"]) : "customer_id"
      ),
    ]
    if inputFeatures.leaderOrSeller { lookup.append(("orElse", "agent_id")) }
    return .object(lookup)
  }

  private func credits(_ shares: [String]) -> Node {
    .list([
      .object([("owner", "agent_id"), ("share", .text(shares[0]))]),
      .object([
        ("owner", "closer_id"), ("share", .text(shares[1])),
        ("whenEmpty", .text(inputFeatures.emptyCloser)),
      ]),
    ])
  }

  private var targets: Node {
    input(
      key: ["employee_id", "month"], owner: "employee_id", date: "month",
      columns: [
        ("employee_id", "id"), ("month", "month"), ("target", "money? 100.."),
        ("deals_target", "count 1.."),
      ])
  }

  private var attendance: Node {
    input(
      key: ["employee_id", "month", "part"], owner: "employee_id", date: "month",
      columns: [
        ("employee_id", "id"), ("month", "month"), ("part", "id"),
        ("scheduled_days", "days 0..31"), ("worked_days", "days 0..31"),
      ],
      more: [("rowCheck", "worked_days <= scheduled_days")])
  }

  private var surveys: Node {
    input(
      key: ["survey_id"], owner: "agent_id", date: "answered_on",
      columns: [
        ("survey_id", "id"), ("agent_id", "id"), ("answered_on", "date"),
        ("score", "number? 1..5"),
      ])
  }

  private var costs: Node {
    input(
      key: ["cost_id"], owner: nil, date: "booked_on",
      columns: [("cost_id", "id"), ("booked_on", "date"), ("amount", "money 0..")])
  }

  private var skills: Node {
    input(
      key: ["employee_id"], owner: "employee_id", date: nil,
      columns: [
        ("employee_id", "id"), ("mark", "points 0..100"), ("share", "percent? 0%..100%"),
      ])
  }

  private var clients: Node {
    let (key, columns): ([String], [(String, Node)]) =
      inputFeatures.leaderIsOfSeller
      ? (["customer_id", "agent_id"], [("customer_id", "id"), ("agent_id", "id")])
      : (["customer_id"], [("customer_id", "id")])
    return input(
      key: key + ["valid_from"], owner: nil, date: nil,
      columns: columns + [
        ("valid_from", "date"), ("valid_to", "date?"), ("leader_id", "id"),
      ])
  }

  private var customers: Node {
    input(
      key: ["customer_id"], owner: nil, date: nil,
      columns: [("customer_id", "id"), ("owner_id", "id?")])
  }

  private var outages: Node {
    var columns: [(String, Node)] = [("outage_id", "id")]
    if inputFeatures.outagesOf != "everybody" { columns.append(("who_id", "id")) }
    columns += [("starts_on", "date"), ("ends_on", "date?"), ("reason", "text")]
    return input(key: ["outage_id"], owner: nil, date: nil, columns: columns)
  }

  private var ballots: Node {
    input(
      key: ["ballot_id"], owner: "ratee_id", date: "rated_on",
      columns: [
        ("ballot_id", "id"), ("rater_id", "id"), ("ratee_id", "id"), ("rated_on", "date"),
        ("group", .texts(["peer", "boss"])), ("score", "points 0..100"),
      ])
  }

  private var extras: Node {
    input(
      key: ["extra_id"], owner: "employee_id", date: "given_on",
      columns: [
        ("extra_id", "id"), ("employee_id", "id"), ("given_on", "date"), ("amount", "money"),
        ("reason", "text?"), ("approved_by", "id?"),
      ])
  }
}
