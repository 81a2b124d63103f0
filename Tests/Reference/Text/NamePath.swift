/// What a dotted path of an expression names, before it is known for whom and when.
struct NamePath {
  /// The grain that stands before the name, such as `month`; `period` is nil.
  private(set) var grain: String?
  /// The scope that stands before the name.
  private(set) var scope: String?
  /// The name itself, or a slot.
  private(set) var name: String
  /// The part of a balance behind its name.
  private(set) var part: String?
  /// Whether `period` or a grain stands before the name.
  private(set) var isQualified = false

  static let scopes = [
    "employee", "team", "department", "company", "reports", "organisation", "customer",
  ]

  init(_ path: [String]) {
    var rest = path[...]
    if rest.count > 1, let word = rest.first, word == "period" || Grains.grain(ofWord: word) != nil
    {
      grain = Grains.grain(ofWord: word)
      isQualified = true
      rest = rest.dropFirst()
    }
    if rest.count > 1, let word = rest.first, NamePath.scopes.contains(word) {
      scope = word
      rest = rest.dropFirst()
    }
    name = rest.first ?? ""
    if rest.count > 1 { part = rest.last }
  }

  /// Whether a plan's slot of some grain is meant.
  var isSlot: Bool { isQualified && ["score", "grade", "bonus"].contains(name) && part == nil }

  /// Whether a day of the period itself is meant.
  var isDate: Bool { isQualified && ["start", "end"].contains(name) }

  var isRoster: Bool { name == "roster" && part != nil }
}
