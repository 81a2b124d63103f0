import Reference
import TestSupport

/// Makes one valid policy out of a seed, shape by shape.
struct PolicyMaker {
  var random: SplitMix64
  let features: Features
  let time: Timetable
  var shapes: Set<String> = []
  /// The definitions made, by section.
  var sections: [String: [(String, Node)]] = [:]
  /// The measures of the layer that is made.
  var made: [MadeMeasure] = []
  var lower: [LowerLayer] = []
  /// What the plan that is made binds in the layers below.
  var slotsBelow: [BoundSlots] = []
  /// What only the plan that is made may name.
  var ofPlan: [Operand] = []
  var layer = 0
  var checks: [Node] = []
  let gradeNames: [String]
  let teamMayBeEmpty: Bool
  let mayRefund: Bool
  /// Whether only payments are rounded; a definition may then not round by itself.
  let isAtPayment: Bool
  let roles: [String]
  /// Whether values may be missing, doubled or outside their range so that the run has to stop.
  ///
  /// Then nothing of other periods is used: which of their values a run computes is not said.
  let mayStop: Bool
  let inputFeatures: InputFeatures

  init(seed: UInt64, features all: Features) {
    random = SplitMix64(seed: seed)
    let alone = random.chance(25)
    let features = alone ? all.subtracting(.ofOtherPeriods) : all
    mayStop = alone
    self.features = features
    time = Timetable(random: &random, features: features)
    gradeNames = Array(["A", "B", "C", "D", "E"].prefix(random.number(2...5)))
    teamMayBeEmpty = random.chance(40)
    mayRefund = random.chance(40)
    isAtPayment = random.chance(10)
    roles = Array(["agent", "lead", "manager", "senior"].prefix(random.number(1...4)))
    inputFeatures = InputFeatures(random: &random, features: features)
  }

  /// The grain of the layer that is made.
  var per: String { time.layers[layer] }
  var word: String { per == "ten-days" ? "ten_days" : per }
  /// What tells the names of an upper layer from those of the first.
  var suffix: String { layer == 0 ? "" : "_\(layer)" }
  var isTop: Bool { layer == time.layers.count - 1 }

  func has(_ feature: Features) -> Bool { features.contains(feature) }

  mutating func use(_ feature: Features, in percent: Int, as shape: String) -> Bool {
    guard has(feature), random.chance(percent) else { return false }
    shapes.insert(shape)
    return true
  }

  mutating func add(_ section: String, _ name: String, _ members: [(String, Node)]) {
    sections[section, default: []].append((name, .object(members)))
  }

  func count(_ section: String) -> Int { sections[section]?.count ?? 0 }

  /// Members that every definition states.
  mutating func heading(_ label: String) -> [(String, Node)] {
    [("label", "\(label)"), ("per", .text(per)), ("source", "§\(random.number(1...9))")]
  }

  func amount(_ number: String, _ kind: String) -> Node {
    kind == "percent" ? .text(number + "%") : .number(number)
  }

  /// Numbers of a kind at which something may change.
  func edges(_ kind: String) -> [String] {
    switch kind {
    case "money": return ["100", "250.5", "500", "1000", "2000"]
    case "percent": return ["5", "25", "50", "87.5", "100"]
    case "count": return ["1", "2", "3", "5"]
    case "number": return ["2", "3", "3.5", "4.5"]
    case "points": return ["40", "60", "80", "92.5"]
    case "seconds": return ["30", "60", "120", "600"]
    case "months": return ["1", "6", "12", "24"]
    default: return ["1", "10", "20", "21"]
    }
  }

  /// An amount as it stands in an expression.
  func literal(_ number: String, _ kind: String) -> String {
    switch kind {
    case "money": return number + " CNY"
    case "percent": return number + "%"
    default: return number
    }
  }

  mutating func mode() -> String {
    random.pick(["half-up", "half-even", "half-down", "up", "down", "ceiling", "floor"])
  }

  /// The policies of the book, by date.
  mutating func policies() -> [String] {
    makeConstants()
    var byLayer: [[MadeMeasure]] = []
    for place in time.layers.indices {
      layer = place
      made = byLayer.last?.filter(\.isListed).map { listed($0) } ?? []
      makeMeasures()
      byLayer.append(made)
      lower.append(LowerLayer(per: per, made: made))
    }
    let plans = makePlans(byLayer)
    makeChecks(byLayer[byLayer.count - 1])
    sections["exclusions"] = inputFeatures.exclusions
    shapes.formUnion(inputFeatures.shapes)
    return written(plans)
  }

  /// A measure of two grains, seen from the upper one.
  private func listed(_ measure: MadeMeasure) -> MadeMeasure {
    var measure = measure
    measure.isListed = false
    return measure
  }
}
