import MeritEngine
import MeritModel
import MeritPolicy

/// The sheet with everybody from the first rank on.
struct RankingSheet {
  static let name = "Ranking"
  static let nameColumn = 1
  private static let remark =
    " · scores and bonuses recalculate, grades do not"
  static let teamColumn = 3
  static let gradeColumn = 6
  static let bonusColumn = 7
  private static let scoreColumn = 5

  let facts: ReviewFacts
  /// The cells of other sheets in which the scores and the bonuses are worked out, by person.
  private let scores: [Int: String]
  private let bonuses: [Int: String]

  private let pay: ToPay

  init(facts: ReviewFacts, scores: [Int: String] = [:], bonuses: [Int: String] = [:]) {
    (self.facts, self.scores, self.bonuses) = (facts, scores, bonuses)
    pay = facts.toPay
  }

  private var calculation: Calculation { facts.calculation }
  private var others: [RankColumn] { calculation.ranks.filter { $0.name != "rank_company" } }

  /// The table.
  func table(subtitle: String) -> TableSheet {
    let people = order()
    let block = CellRange(
      rows: TableSheet.firstRow...(TableSheet.headerRow + max(1, people.count)),
      column: RankingSheet.scoreColumn)
    let rows = people.enumerated().map { index, person in
      row(of: person, at: TableSheet.firstRow + index, scores: CellName.fixed(block))
    }
    var table = TableSheet(
      name: RankingSheet.name, title: "Ranking", subtitle: subtitle + Self.remark, columns: columns,
      rows: rows)
    table.frozenColumns = 3
    table.people = people
    if let scores = table.values(RankingSheet.scoreColumn),
      let grades = table.values(RankingSheet.gradeColumn),
      let bonuses = table.values(RankingSheet.bonusColumn)
    {
      table.highlights =
        [Highlight(scores, .bar), Highlight(bonuses, .bar)]
        + GradeTones.highlights(grades, calculation.policy)
    }
    return table
  }

  /// The people by rank in the company, those without a rank last, each by id.
  func order() -> [Int] {
    let ranks = calculation.ranks.first { $0.name == "rank_company" }?.values
    return calculation.cohort.members.sorted { left, right in
      let (first, second) = (ranks?[safe: left]?.number, ranks?[safe: right]?.number)
      switch (first, second) {
      case (let first?, let second?) where first != second: return first < second
      case (.some, nil): return true
      case (nil, .some): return false
      default: return left < right
      }
    }
  }

  private var columns: [TableColumn] {
    [
      .numbers("Rank", least: 7), TableColumn("Employee", width: 12),
      TableColumn("Name", width: 22), TableColumn("Team", width: 12),
      TableColumn("Role", width: 14), .numbers("Score"), TableColumn("Grade", width: 8),
      .numbers("Bonus (\(calculation.policy.header.currency))", least: 14),
    ]
      + (facts.hasCorrectedPay
        ? [.numbers("Corrections", least: 14), .numbers("To pay", least: 14)] : [])
      + others.map { .numbers(RankWords.title($0), least: 10) } + [
        TableColumn("Next grade", width: 10), .numbers("Missing to it", least: 12),
      ]
      + (facts.previous.map { [TableColumn("Moved since \($0.period)", width: 20)] } ?? [])
  }

  private func row(of person: Int, at row: Int, scores: String) -> [Cell] {
    [rank(of: person, at: row, scores: scores)]
      + PersonColumns.cells(person, of: calculation)
      + [
        .text(calculation.rosterText("role", of: person) ?? ""),
        live(calculation.slot(.score, of: person), self.scores[person], .points),
        .value(calculation.slot(.grade, of: person), .text, look: .result),
        live(
          calculation.slot(.bonus, of: person), bonuses[person], CellStyle(.money, .result)),
      ] + corrected(person, at: row)
      + others.map { .value($0.values[safe: person] ?? .notApplicable, .count) }
      + outlook(of: person)
  }

  /// A value as the sheet shows it on which it is worked out.
  private func live(_ value: Value, _ place: String?, _ style: CellStyle) -> Cell {
    guard let number = value.number, let place else {
      return .value(value, style.format == .money ? .money : .points, look: style.look)
    }
    return .formula("=\(place)", gives: number, style)
  }

  /// What closed periods add or take back, and what is to be paid in all.
  private func corrected(_ person: Int, at row: Int) -> [Cell] {
    guard let sheet = CorrectionSheet(facts: facts).blocks else { return [] }
    let id = calculation.cohort.roster.people[person]
    guard let correction = pay.corrections[id] else {
      return [.blank, live(calculation.slot(.bonus, of: person), bonus(row), Self.sum)]
    }
    let test = "--EXACT(\(sheet.employees),\(CellName.cell(row, Self.nameColumn)))"
    return [
      .formula("=SUMPRODUCT(\(test),\(sheet.differences))", gives: correction, .money),
      pay[id].map {
        .formula(
          "=SUM(\(bonus(row)),\(CellName.cell(row, Self.bonusColumn + 1)))", gives: $0, Self.sum)
      } ?? .blank,
    ]
  }

  private static let sum = CellStyle(.money, .result)

  private func bonus(_ row: Int) -> String { CellName.cell(row, Self.bonusColumn) }

  /// How far the next grade is, and by how many places the person rose.
  private func outlook(of person: Int) -> [Cell] {
    let next = calculation.nextGrade(of: person)
    let rank = calculation.ranks.first { $0.name == "rank_company" }?.values[safe: person]?.number
    let id = calculation.cohort.roster.people[person]
    return [
      .text(next.map { $0.grade + ($0.isSeat ? " (last seat)" : "") } ?? ""),
      next.map { .number($0.missing, .points) } ?? .blank,
    ]
      + (facts.previous.map { before in
        [.text(rank.map { moved(before.movement("rank_company", of: id, now: $0)) } ?? "")]
      } ?? [])
  }

  // A minus sign, as amounts have it.
  private func moved(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  private func rank(of person: Int, at row: Int, scores: String) -> Cell {
    let ranks = calculation.ranks.first { $0.name == "rank_company" }
    let value = ranks?.values[safe: person] ?? .notApplicable
    guard let number = value.number, calculation.slot(.score, of: person).isPresent else {
      return .value(value, .count)
    }
    let score = CellName.cell(row, RankingSheet.scoreColumn)
    return .formula("=RANK(\(score),\(scores))", gives: number, CellStyle(.count, .result))
  }
}

/// The names of ranks in reports.
enum RankWords {
  static func title(_ rank: RankColumn) -> String {
    rank.name == "rank_\(rank.within.rawValue)"
      ? "Rank in \(rank.within.rawValue)" : "\(rank.label), in \(rank.within.rawValue)"
  }
}
