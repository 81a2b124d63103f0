package import MeritEngine
package import MeritModel
import MeritPolicy

/// What one looks at first: how many are paid how much, which grades, who is promoted.
package struct PeriodSummary: Hashable, Sendable {
  package let period: String
  package let policyVersion: String
  /// The present value of the slot `bonus` by employee.
  package let bonuses: [String: Exact]
  /// The grade by employee.
  package let grades: [String: String]
  /// Employees who meet a checklist, in Unicode order; each once.
  package let eligible: [String]
  /// The ranks by their figure's name and employee.
  package let ranks: [String: [String: Exact]]

  /// Makes a summary.
  package init(
    period: String, policyVersion: String, bonuses: [String: Exact], grades: [String: String],
    eligible: [String], ranks: [String: [String: Exact]] = [:]
  ) {
    self.ranks = ranks
    self.period = period
    self.policyVersion = policyVersion
    self.bonuses = bonuses
    self.grades = grades
    self.eligible = eligible
  }

  /// Sums up a calculation.
  package init(of calculation: Calculation) {
    var (bonuses, grades): ([String: Exact], [String: String]) = ([:], [:])
    var eligible: [String] = []
    bonuses.reserveCapacity(calculation.cohort.members.count)
    grades.reserveCapacity(calculation.cohort.members.count)
    for person in calculation.cohort.members {
      let id = calculation.cohort.roster.people[person]
      bonuses[id] = calculation.slot(.bonus, of: person).number
      grades[id] = calculation.slot(.grade, of: person).grade?.name
      let outcomes = calculation.binding(of: person)?.outcomes ?? []
      if outcomes.contains(where: { calculation.value($0, of: person).text == "eligible" }) {
        eligible.append(id)
      }
    }
    let people = calculation.cohort.roster.people
    let ranks = calculation.ranks.map { column in
      let numbers = zip(people, column.values).compactMap { id, value in
        value.number.map { (id, $0) }
      }
      return (column.name, Dictionary(numbers, uniquingKeysWith: { first, _ in first }))
    }
    self.init(
      period: calculation.cohort.period.name,
      policyVersion: calculation.policy.header.version, bonuses: bonuses, grades: grades,
      eligible: eligible, ranks: Dictionary(ranks, uniquingKeysWith: { first, _ in first }))
  }

  /// Reads a summary back from the figures.csv of a period; nil where the text is no such file.
  package init?(figures text: String, policyVersion: String) {
    var (bonuses, grades): ([String: Exact], [String: String]) = ([:], [:])
    var (eligible, period): (Set<String>, String) = ([], "")
    var ranks: [String: [String: Exact]] = [:]
    var lines = CSVLines(text)
    guard lines.next()?.count == 7 else { return nil }
    while let fields = lines.next() {
      guard fields.count == 7 else { return nil }
      guard fields[0] == "employee", fields[5] == "present" else { continue }
      period = fields[2]
      switch fields[3] {
      case "bonus": bonuses[fields[1]] = Exact(canonical: fields[6])
      case "grade": grades[fields[1]] = fields[6]
      case let name where name.hasPrefix("rank_"):
        ranks[name, default: [:]][fields[1]] = Exact(canonical: fields[6])
      default: if fields[6] == "eligible", fields[4] == "choice" { eligible.insert(fields[1]) }
      }
    }
    guard !period.isEmpty else { return nil }
    self.init(
      period: period, policyVersion: policyVersion, bonuses: bonuses, grades: grades,
      eligible: eligible.sorted(by: precedes), ranks: ranks)
  }

  /// By how many places a person rose since this period, in words: `+2`, `-1`, `=`, `new`.
  package func movement(_ rank: String, of employee: String, now: Exact) -> String {
    guard let before = ranks[rank]?[employee], let rise = try? before - now else { return "new" }
    if rise.isZero { return "=" }
    return rise > .zero ? "+\(rise.canonicalText)" : rise.canonicalText
  }

  /// How many people get more than nothing.
  package var paidCount: Int { bonuses.values.count { $0 > .zero } }

  /// The sum of all bonuses; nil where it does not fit.
  package var total: Exact? {
    bonuses.values.reduce(Exact?.some(.zero)) { sum, amount in sum.flatMap { try? $0 + amount } }
  }

  /// The median of the bonuses of those who get more than nothing, the mean of the middle two where
  /// they are even.
  package var median: Exact? {
    let sorted = bonuses.values.filter { $0 > .zero }.sorted()
    guard !sorted.isEmpty else { return nil }
    let upper = sorted[sorted.count / 2]
    guard sorted.count.isMultiple(of: 2) else { return upper }
    return try? (sorted[sorted.count / 2 - 1] + upper) / Exact(2)
  }

  /// How many people have a grade.
  package func count(of grade: String) -> Int { grades.values.count { $0 == grade } }
}

/// Reads the lines of a comma-separated text that this program wrote.
package struct CSVLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var place = 0

  /// Takes in the whole text.
  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The fields of the next line.
  package mutating func next() -> [String]? {
    guard place < bytes.count else { return nil }
    var fields: [String] = []
    fields.reserveCapacity(7)
    while true {
      fields.append(field())
      guard place < bytes.count else { return fields }
      place += 1
      if bytes[place - 1] == UInt8(ascii: "\n") { return fields }
    }
  }

  /// The text up to the next comma or line end that no quotes hold.
  private mutating func field() -> String {
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: ","), UInt8(ascii: "\n"):
        return String(decoding: bytes[start..<place], as: UTF8.self)
      case UInt8(ascii: "\""): return quoted(from: start)
      default: place += 1
      }
    }
    return String(decoding: bytes[start...], as: UTF8.self)
  }

  /// The same for a field in which quotes begin at the present place.
  private mutating func quoted(from start: Int) -> String {
    var (field, isQuoted) = (Array(bytes[start..<place]), false)
    while place < bytes.count {
      let byte = bytes[place]
      let isEnd = byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
      if isEnd, !isQuoted { break }
      place += 1
      guard byte == UInt8(ascii: "\"") else {
        field.append(byte)
        continue
      }
      if isQuoted, place < bytes.count, bytes[place] == byte {
        field.append(byte)
        place += 1
      } else {
        isQuoted.toggle()
      }
    }
    return String(decoding: field, as: UTF8.self)
  }
}
