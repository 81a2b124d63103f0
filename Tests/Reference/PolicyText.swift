/// The policy as written, with the few things that every part asks it.
struct PolicyText {
  let json: JSON

  static let sections = [
    "constants", "measures", "indicators", "scores", "grades", "tiers", "tables", "bonuses",
    "allocations", "outcomes",
  ]

  var header: JSON { json["policy"] ?? .null }
  var timeZone: String { header["timeZone"]?.text ?? "UTC" }
  var plans: [JSON] { json["plans"]?.items ?? [] }

  func definition(_ section: String, _ name: String) -> JSON? { json[section]?[name] }

  func need(_ section: String, _ name: String) throws -> JSON {
    guard let definition = definition(section, name) else {
      throw ReferenceStop("no \(name) in \(section)")
    }
    return definition
  }

  /// The section in which an expression finds a name.
  func section(of name: String) -> String? {
    ["constants", "measures", "indicators", "scores", "grades", "bonuses", "allocations"]
      .first { definition($0, name) != nil }
  }

  /// Whether a definition has the grain; without `per` it has every one.
  func has(_ definition: JSON, grain: String) -> Bool {
    guard let per = definition["per"] else { return true }
    return per.texts.contains(grain)
  }

  /// The rounding of a definition of some kind; nil is exact.
  func rounding(of definition: JSON, kind: String) throws -> Rounding? {
    let rounding = header["rounding"]
    if rounding?["default"]?.text == "at-payment" { return nil }
    if let own = definition["round"]?.text { return try Rounding.read(own) }
    guard let common = rounding?[kind]?.text else { return nil }
    return try Rounding.read(common)
  }

  func rounded(_ value: Value, of definition: JSON, kind: String) throws -> Value {
    guard case .number(let number) = value,
      let rounding = try rounding(of: definition, kind: kind)
    else { return value }
    return .number(try rounding.applied(to: number))
  }

  func gradeSet(_ grade: JSON) throws -> [String] {
    try json.need("gradeSets").need(try grade.needText("set")).texts
  }
}
