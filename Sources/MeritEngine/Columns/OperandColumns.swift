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
    // Taken out of their rows, which name their places in the file, too.
    let rows = table.rows.map { (cells: $0.cells, value: Value.present($0.value)) }
    return people.indices.map { index in
      let place = index - people.startIndex
      var state = Value.present(.flag(true))
      for input in inputs {
        guard let value = input[place] else { return nil }
        if !value.isPresent { state = state.combined(with: value) }
      }
      guard state.isPresent else { return state }
      let row = rows.first { row in
        inputs.indices.allSatisfy { input in
          guard case .present(let scalar)? = inputs[input][place] else { return false }
          return row.cells[input].accepts(scalar)
        }
      }
      // Without a row the run stops, which who is asked alone says.
      return row?.value
    }
  }
}
