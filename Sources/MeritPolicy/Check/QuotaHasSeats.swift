import MeritModel

/// P361: group sizes for which a grade of a quota gets no seat.
struct QuotaHasSeats {
  /// Larger groups are not looked at.
  static let largestGroup = 50

  let policy: CompiledPolicy
  let names: NameTable
  let findings: FindingCollector

  func run() {
    var told: Set<String> = []
    for rule in policy.rules {
      guard case .grade(let grade) = rule.body, case .quota(let quota) = grade.method,
        told.insert(rule.name).inserted
      else { continue }
      check(quota, rule)
    }
  }

  private func check(_ quota: Quota, _ rule: Rule) {
    let smallest = quota.smallGroups == "as-is" ? 1 : max(1, quota.groupNeeds)
    guard smallest <= Self.largestGroup else { return }
    let seats = (smallest...Self.largestGroup).map { (size: $0, seats: quota.seats($0)) }
    for (place, share) in quota.shares.enumerated() where share.share > .zero {
      let without = seats.filter { $0.seats[place] == 0 }.map(\.size)
      guard let first = without.first else { continue }
      let example = seats.first { $0.size == first }?.seats ?? []
      let split = zip(quota.shares, example).map { "\($0.grade.name) \($1)" }
      report(
        "`\(share.grade.name)` gets no seat in groups of \(Self.words(without))",
        notes: ["a group of \(first) is split into \(split.joined(separator: ", "))"],
        enough: quota.smallGroups == "as-is" ? nil : without.last.map { $0 + 1 },
        at: "\(rule.place.pointer ?? "")/quota/shares/\(place)", rule)
    }
  }

  private func report(
    _ message: String, notes: [String], enough: Int?, at pointer: String, _ rule: Rule
  ) {
    let raised = enough.map { "raise the need to `\"groupNeeds\": \($0)`" }
    let help = (raised ?? "raise `groupNeeds`") + ", or the share, or leave it if that is meant"
    if let node = names.declarations[rule.name]?.node.descendant(pointer) {
      findings.report(.gradeWithoutSeats, message, at: node, notes: notes, help: help)
    } else {
      findings.report(
        .gradeWithoutSeats, place: rule.place, message, notes: notes, help: help)
    }
  }

  /// Sizes as `10 to 14, 20`.
  private static func words(_ sizes: [Int]) -> String {
    var runs: [(from: Int, through: Int)] = []
    for size in sizes {
      if let last = runs.last, last.through == size - 1 {
        runs[runs.count - 1].through = size
      } else {
        runs.append((size, size))
      }
    }
    return runs.map { $0.from == $0.through ? "\($0.from)" : "\($0.from) to \($0.through)" }
      .joined(separator: ", ")
  }
}

extension Quota {
  /// The seats of each share in a group, by largest remainder; of equal remainders the grade that
  /// stands first in its set.
  func seats(_ people: Int) -> [Int] {
    let exact = shares.map { (try? $0.share * Exact(people)) ?? .zero }
    var seats = exact.map { Int(clamping: $0.wholeBelow) }
    let order = shares.indices.sorted { left, right in
      let one = (try? exact[left] - Exact(seats[left])) ?? .zero
      let other = (try? exact[right] - Exact(seats[right])) ?? .zero
      return one != other ? one > other : shares[left].grade.rank < shares[right].grade.rank
    }
    let left = people - seats.reduce(0, +)
    for place in order.prefix(max(0, left)) { seats[place] += 1 }
    return seats
  }
}
