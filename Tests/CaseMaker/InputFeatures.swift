import TestSupport

/// What the inputs of a random policy hold beyond the plain ones.
struct InputFeatures {
  /// The shares of the seller and of the one who closed; nil where a sale has one owner.
  private(set) var credits: [String]?
  private(set) var emptyCloser = "nobody"
  /// The date by which a customer's leader is looked up; nil without lookups.
  private(set) var leaderOn: String?
  /// Whether a customer has a leader for each seller.
  private(set) var leaderIsOfSeller = false
  /// Whether a customer without a leader is the seller's.
  private(set) var leaderOrSeller = false
  private(set) var reverses = false
  private(set) var hasCustomers = false
  private(set) var hasOutages = false
  private(set) var outagesOf = "employee"
  private(set) var hasBallots = false
  private(set) var hasAdjustments = false
  private(set) var holidaysStandInFile = false
  private(set) var splitsByDays = false

  init(random: inout SplitMix64, features: Features) {
    if features.contains(.credits), random.chance(15) {
      credits = random.pick([["50%", "50%"], ["70%", "30%"], ["33.3%", "66.7%"]])
      emptyCloser = random.pick(["to-others", "nobody"])
    }
    if features.contains(.lookups), random.chance(15) {
      leaderOn = random.pick(["closed_on", "period.end"])
      leaderIsOfSeller = random.chance(40)
      leaderOrSeller = random.chance(40)
    }
    if features.contains(.reverses), random.chance(15) { reverses = true }
    hasCustomers = features.contains(.customers) && random.chance(15)
    hasOutages = features.contains(.exclusions) && random.chance(15)
    outagesOf = random.pick(["employee", "team", "everybody"])
    hasBallots = features.contains(.ratings) && random.chance(15)
    hasAdjustments = features.contains(.adjustments) && random.chance(15)
    holidaysStandInFile = features.contains(.holidays) && random.chance(15)
    splitsByDays = features.contains(.splitByDays) && random.chance(12)
  }

  var customers: Node? {
    guard hasCustomers else { return nil }
    return .object([
      ("table", "customers"), ("id", "customer_id"), ("owner", "owner_id"),
      ("in", .object([("sales", "customer_id")])),
    ])
  }

  var exclusions: [(String, Node)] {
    guard hasOutages else { return [] }
    var members: [(String, Node)] = [
      ("label", "Outages"), ("source", "§9"), ("from", "outages"),
      ("who", .text(outagesOf == "everybody" ? "everybody" : "who_id")),
    ]
    if outagesOf == "team" { members.append(("whoIs", "team")) }
    members += [
      ("starts", "starts_on"), ("ends", "ends_on"), ("reason", "reason"),
      ("applies", .texts(credits == nil ? ["calls", "sales"] : ["calls"])),
    ]
    return [("outages", .object(members))]
  }

  /// The names of these features, for the account of what was covered.
  var shapes: [String] {
    var shapes: [String] = []
    if credits != nil { shapes += ["credits", "credits " + emptyCloser] }
    if let leaderOn { shapes.append("lookup on " + leaderOn) }
    if leaderIsOfSeller { shapes.append("lookup by two columns") }
    if leaderOrSeller { shapes.append("lookup or else") }
    if reverses { shapes.append("reverses") }
    if hasCustomers { shapes.append("customers") }
    if hasOutages { shapes.append("exclusions of " + outagesOf) }
    if hasBallots { shapes.append("ratings") }
    if hasAdjustments { shapes.append("adjustments") }
    if holidaysStandInFile { shapes.append("holidays file") }
    if splitsByDays { shapes.append("split-by-days") }
    return shapes
  }
}
