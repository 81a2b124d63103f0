import MeritModel
import MeritPolicy

/// What a rule's expressions give for many people, each evaluated for all of them at once when it is
/// first asked for.
///
/// Shared by the evaluations of these people, so that each holds one reference and not every column.
final class OperandColumns {
  typealias Column = ExpressionColumns.Column

  /// Evaluates further expressions for the same people.
  let all: ExpressionColumns
  private let expressions: [CompiledExpression]
  private var columns: [Operand]

  private enum Operand {
    case unasked
    /// Nil where everybody has to be asked alone.
    case evaluated(Column?)
  }

  /// Takes in what a rule asks of each person.
  init(
    _ asked: [CompiledExpression], work: Workspace, scene: RuleScene, people: ArraySlice<Int>
  ) {
    all = ExpressionColumns(work: work, scene: scene, people: people)
    expressions = asked
    columns = Array(repeating: .unasked, count: asked.count)
  }

  var work: Workspace { all.work }
  var scene: RuleScene { all.scene }
  var people: ArraySlice<Int> { all.people }

  /// The value of an expression for the person at a place; nil where it has to be asked alone.
  func value(of expression: CompiledExpression, at place: Int) -> Value? {
    guard let operand = self.place(of: expression) else { return nil }
    if case .unasked = columns[operand] { evaluate(operand) }
    guard case .evaluated(let column?) = columns[operand] else { return nil }
    return column[place]
  }

  /// The values of an expression; nil where everybody has to be asked alone.
  func column(of expression: CompiledExpression) -> Column? {
    guard let operand = place(of: expression) else { return nil }
    if case .unasked = columns[operand] { evaluate(operand) }
    guard case .evaluated(let column) = columns[operand] else { return nil }
    return column
  }

  /// A rule has a few expressions, and comparing their addresses is quicker than a table.
  private func place(of expression: CompiledExpression) -> Int? {
    expressions.indices.first { expressions[$0] === expression }
  }

  private func evaluate(_ operand: Int) {
    columns[operand] = .evaluated(all.column(expressions[operand].root))
  }

  /// The values of several expressions; nil where everybody has to be asked one of them alone.
  func columns(of expressions: some Sequence<CompiledExpression>) -> [Column]? {
    var found: [Column] = []
    for expression in expressions {
      guard let column = column(of: expression) else { return nil }
      found.append(column)
    }
    return found
  }

  /// The values of a decision table; nil where one of its inputs is asked of each person alone.
  func hits(_ table: LookupTable) -> Column? {
    guard let inputs = columns(of: table.inputs.lazy.map(\.of)), !inputs.isEmpty else { return nil }
    // Who has no row stops the run, and whose input is asked alone is asked all of it: no value here.
    var hits = states(inputs)
    var open = hits.indices.filter { hits[$0]?.isPresent ?? false }
    for place in open { hits[place] = nil }
    // Row by row and not person by person, so that a cell is looked up once for all.
    for row in table.rows {
      var fitting = open
      for (cell, input) in zip(row.cells, inputs) where cell != .any {
        fitting.removeAll { place in
          guard case .present(let scalar)? = input[place] else { return true }
          return !cell.accepts(scalar)
        }
      }
      let value = Value.present(row.value)
      for place in fitting { hits[place] = value }
      open.removeAll { hits[$0] != nil }
    }
    return hits
  }

  /// What the states of several values come to for each person; nil where one is asked alone.
  private func states(_ inputs: [Column]) -> Column {
    people.indices.map { index in
      var state = Value.present(.flag(true))
      for input in inputs {
        guard let value = input[index - people.startIndex] else { return nil }
        if !value.isPresent { state = state.combined(with: value) }
      }
      return state
    }
  }
}
