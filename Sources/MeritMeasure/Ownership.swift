internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// A way in which the rows of a table belong to people.
enum Ownership: Hashable, Sendable {
  /// The table's own owner, or nobody.
  case owner
  /// Several people with shares.
  case credits
  /// The person whom a column names.
  case column(Int)
  /// The customer whom a column names.
  case customer(Int)
}

/// The shares of credited people: each distinct share is a class, and the people of each class have
/// places of their own.
struct CreditShares: Sendable {
  /// The distinct shares.
  let shares: [Exact]
  /// The class of each credit, by the set of credits whose cell is empty.
  private let classes: [Int]
  private let count: Int

  /// Works out the shares for every set of empty cells; a share that cannot be computed is zero.
  init(_ credits: [Credit]) {
    count = credits.count
    var shares: [Exact] = []
    var classes: [Int] = []
    for empty in 0..<(1 << credits.count) {
      for credit in credits.indices {
        let share = CreditShares.share(of: credit, credits, empty: empty)
        let place = shares.firstIndex(of: share) ?? shares.count
        if place == shares.count { shares.append(share) }
        classes.append(place)
      }
    }
    (self.shares, self.classes) = (shares, classes)
  }

  /// The class of a credit's share where a set of credits is empty.
  func place(of credit: Int, empty: Int) -> Int { classes[empty * count + credit] }

  private static func share(of credit: Int, _ credits: [Credit], empty: Int) -> Exact {
    guard empty & (1 << credit) == 0 else { return .zero }
    var (spread, others) = (Exact.zero, Exact.zero)
    for (place, other) in credits.enumerated() {
      let isEmpty = empty & (1 << place) != 0
      if isEmpty, other.spreadsWhenEmpty { spread = (try? spread + other.share) ?? spread }
      if !isEmpty { others = (try? others + other.share) ?? others }
    }
    let own = credits[credit].share
    return (try? own + spread * own / others) ?? own
  }
}

/// The owners of a batch's rows for each way to own them; one worker has it.
final class OwnerPasses {
  /// The places of the owners in one way to own rows.
  struct Pass {
    /// A lane for each person whom a row may have; a person whom a row names twice stands in the
    /// first only.
    let whole: [Lane<Int>]
    /// A lane for each credited person, with places by the class of the share; else empty.
    let shared: [Lane<Int>]
  }

  private let plan: TablePlan
  private let people: OwnerIndex
  /// Behind the table's own way.
  private let passes: [Pass]
  private let empties: Lane<Int>
  /// For rows with credited people one of them who decides the account.
  private let deciding: Lane<Int>
  /// For each credited person of a row the place, also where a row names somebody twice.
  private let credited: [Lane<Int>]

  init(_ plan: TablePlan, people: OwnerIndex) {
    self.plan = plan
    self.people = people
    func lanes(_ count: Int) -> [Lane<Int>] {
      (0..<count).map { _ in Lane<Int>(capacity: RowBatch.capacity, repeating: 0) }
    }
    let credits = plan.table.credits.count
    passes = plan.ownerships.dropFirst().map { ownership in
      ownership == .credits
        ? Pass(whole: lanes(credits), shared: lanes(credits)) : Pass(whole: lanes(1), shared: [])
    }
    let room = credits == 0 ? 1 : RowBatch.capacity
    empties = Lane(capacity: room, repeating: 0)
    deciding = Lane(capacity: room, repeating: 0)
    credited = lanes(credits)
  }

  deinit {
    for lane in passes.flatMap({ $0.whole + $0.shared }) + credited { lane.free() }
    empties.free()
    deciding.free()
  }

  /// The places of a way to own rows, counted from 1; 0 is the table's own.
  subscript(ownership: Int) -> Pass { passes[ownership - 1] }

  /// Finds the owners of a batch.
  func prepare(_ batch: RowBatch) {
    for (place, ownership) in plan.ownerships.dropFirst().enumerated() {
      switch ownership {
      case .owner: break
      case .column(let column):
        batch.findOwners(column, among: people, into: passes[place].whole[0])
      case .customer(let column):
        batch.findOwners(column, among: plan.customers, into: passes[place].whole[0])
      case .credits: prepareCredits(batch, passes[place])
      }
    }
  }

  private func prepareCredits(_ batch: RowBatch, _ pass: Pass) {
    findCredited(batch)
    let nobody = people.count
    for (place, owners) in credited.enumerated() {
      let (whole, shared) = (pass.whole[place], pass.shared[place])
      for row in 0..<batch.count {
        let owner = owners[row]
        let share = plan.creditShares.place(of: place, empty: empties[row])
        shared[row] = share &* (nobody &+ 1) &+ owner
        whole[row] = credited[..<place].contains { $0[row] == owner } ? nobody : owner
      }
    }
  }

  /// Finds the credited people, the empty cells, and who decides the account: somebody who is in a
  /// period before anybody else.
  private func findCredited(_ batch: RowBatch) {
    let nobody = people.count
    empties.fill(0, count: batch.count)
    deciding.fill(nobody, count: batch.count)
    for (place, credit) in plan.table.credits.enumerated() {
      let (owners, cells) = (credited[place], batch.lanes[credit.column])
      batch.findOwners(credit.column, among: people, into: owners)
      for row in 0..<batch.count {
        let (owner, known) = (owners[row], deciding[row])
        if cells[row] == RowBatch.empty { empties[row] |= 1 << place }
        guard owner != nobody else { continue }
        if known == nobody || (!plan.isMember[known] && plan.isMember[owner]) {
          deciding[row] = owner
        }
      }
    }
  }

  /// The owners who decide the account; nil where rows have none.
  func accounted(_ batch: RowBatch) -> Lane<Int>? {
    if plan.table.owner != nil { return batch.owners }
    return plan.table.credits.isEmpty ? nil : deciding
  }

  /// A column that names owners, with whom it names.
  struct Named {
    let column: Int
    let owners: Lane<Int>
    /// The place of those who are not listed.
    let nobody: Int
    /// Where owners are listed, in words.
    let list: String
  }

  /// The columns that name owners in other ways than the table's own.
  var named: [Named] {
    let credits = zip(plan.table.credits, credited).map { credit, owners in
      Named(column: credit.column, owners: owners, nobody: people.count, list: "the roster")
    }
    return credits
      + zip(plan.ownerships.dropFirst(), passes).compactMap { ownership, pass in
        switch ownership {
        case .owner, .credits: nil
        case .column(let column):
          Named(
            column: column, owners: pass.whole[0], nobody: people.count, list: "the roster")
        case .customer(let column):
          Named(
            column: column, owners: pass.whole[0], nobody: plan.customers.count,
            list: "the list of customers")
        }
      }
  }

  /// The customer of each row, where a customer's measure counts them.
  var ofCustomers: Lane<Int>? {
    zip(plan.ownerships.dropFirst(), passes).lazy.compactMap { ownership, pass in
      if case .customer = ownership { pass.whole[0] } else { nil }
    }.first
  }

  /// Says whether a row belongs to somebody who is in a period.
  func isInPeriod(_ row: Int, _ batch: RowBatch, ownership: Int) -> Bool {
    let owners = ownership > 0 ? self[ownership].whole.map { $0[row] } : [batch.owners[row]]
    return owners.contains { $0 < plan.isMember.count && plan.isMember[$0] }
  }

  /// Says whether a row counts for a person of a period or a customer, or needs to belong to nobody.
  func isOfSomebody(_ row: Int, _ batch: RowBatch, ownership: Int) -> Bool {
    guard plan.hasOwner(ownership) else { return true }
    if case .customer = plan.ownerships[ownership] {
      return self[ownership].whole[0][row] < plan.customers.count
    }
    return isInPeriod(row, batch, ownership: ownership)
  }

  /// Says whether a row belongs to somebody in one way to own rows.
  func owns(_ person: Int, _ row: Int, _ batch: RowBatch, ownership: Int) -> Bool {
    guard ownership > 0 else { return batch.owners[row] == person }
    return self[ownership].whole.contains { $0[row] == person }
  }
}
