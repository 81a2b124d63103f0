/// One policy as written, with the few things that every part asks it.
struct PolicyText {
  let json: JSON
  let calendar: PolicyCalendar
  let from: Day
  let to: Day?
  private let definitions: [String: JSON]
  private let sections: [String: String]
  private let files: [String: String]

  /// The sections in which an expression finds a name.
  static let named = [
    "constants", "measures", "adjustments", "ratings", "indicators", "scores", "grades", "bonuses",
    "allocations", "prizes", "balances",
  ]

  /// The sections whose values everybody and every group has, whatever a plan reaches.
  static let ofEverybody: Set<String> = ["constants", "measures", "adjustments", "ratings"]

  init(json: JSON, files: [String: String]) throws {
    self.json = json
    self.files = files
    let effective = json["policy"]?["effective"]
    calendar = try PolicyCalendar(json: json["policy"]?["calendar"])
    from =
      try effective?["from"]?.text.flatMap { Day($0) }
      ?? {
        throw ReferenceStop("a policy without effective.from")
      }()
    to = effective?["to"]?.text.flatMap { Day($0) }
    var definitions: [String: JSON] = [:]
    var sections: [String: String] = [:]
    let others = ["tiers", "tables", "outcomes", "rankings", "guards"]
    for section in PolicyText.named + others {
      for (name, definition) in json[section]?.members ?? [] {
        definitions["\(section)/\(name)"] = definition
        if PolicyText.named.contains(section) { sections[name] = section }
      }
    }
    self.definitions = definitions
    self.sections = sections
  }

  var header: JSON { json["policy"] ?? .null }
  var timeZone: String { header["timeZone"]?.text ?? "UTC" }
  var plans: [JSON] { json["plans"]?.items ?? [] }
  var splitsByDays: Bool { header["roleChange"]?.text == "split-by-days" }

  func definition(_ section: String, _ name: String) -> JSON? { definitions["\(section)/\(name)"] }

  func need(_ section: String, _ name: String) throws -> JSON {
    guard let definition = definition(section, name) else {
      throw ReferenceStop("no \(name) in \(section)")
    }
    return definition
  }

  func members(_ section: String) -> [(key: String, value: JSON)] { json[section]?.members ?? [] }

  /// The section in which an expression finds a name.
  func section(of name: String) -> String? { sections[name] }

  /// The ranking and the kind of group that a name such as `rank_by_sales_team` means.
  func ranking(named name: String) -> (ranking: String, within: String)? {
    for (ranking, definition) in members("rankings") {
      for within in definition["within"]?.texts ?? [] where name == "rank_\(ranking)_\(within)" {
        return (ranking, within)
      }
    }
    return nil
  }

  /// The definition behind a name of an expression, rankings included.
  func definition(named name: String) -> JSON? {
    if let section = section(of: name) { return definition(section, name) }
    return ranking(named: name).flatMap { definition("rankings", $0.ranking) }
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

  /// A calendar of work days, with its holidays from a file where it names one.
  func officeCalendar(_ name: String) throws -> OfficeCalendar? {
    guard let json = json["calendars"]?[name] else { return nil }
    guard let path = json["holidays"]?["file"]?.text else { return OfficeCalendar(json: json) }
    guard let text = files[path] else { throw ReferenceStop("there is no file \(path)") }
    let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmingBlanks() }
    return OfficeCalendar(json: json, filed: Set(lines.filter { Day($0) != nil }))
  }
}
