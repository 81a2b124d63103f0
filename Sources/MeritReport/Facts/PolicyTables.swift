import MeritPolicy

extension CompiledPolicy {
  /// The decision tables of a policy, each once: those of measures, limits and outcomes in the order
  /// of the rules, then those over the columns of inputs.
  var lookupTables: [LookupTable] {
    var names: Set<String> = []
    let all = rules.flatMap(\.lookupTables) + inputs.flatMap(\.derived).compactMap(\.lookupTable)
    return all.filter { names.insert($0.name).inserted }
  }
}

extension DerivedColumn {
  fileprivate var lookupTable: LookupTable? {
    if case .table(let table) = source { table } else { nil }
  }
}

extension Rule {
  fileprivate var lookupTables: [LookupTable] {
    switch body {
    case .measure(let measure):
      switch measure.shape {
      case .lookup(let table): [table]
      case .rows(let rows):
        [rows.limitTables?.least, rows.limitTables?.greatest].compactMap(\.self)
      case .ratio, .total, .formula, .rating: []
      }
    case .outcome(.table(let table)): [table]
    case .bonus(let bonus): bonus.steps.compactMap(\.action.operand).compactMap(\.lookupTable)
    case .indicator, .score, .grade, .allocation, .prize, .balance, .ranking, .outcome: []
    }
  }
}

extension Operand {
  fileprivate var lookupTable: LookupTable? {
    if case .table(let table) = self { table } else { nil }
  }
}
