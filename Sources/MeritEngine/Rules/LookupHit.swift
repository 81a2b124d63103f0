import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// The value of a decision table, the inputs, and the row that fits.
  func lookup(
    _ table: LookupTable
  ) throws(EvaluationFault) -> (value: Value, inputs: [(name: String, value: Value)], row: Int?) {
    var inputs: [(name: String, value: Value)] = []
    var state = Value.present(.flag(true))
    for input in table.inputs {
      let value = try expressions.value(input.of.root)
      state = state.combined(with: value)
      inputs.append((input.name, value))
    }
    guard state.isPresent else { return (state, inputs, nil) }
    let row = table.rows.firstIndex { row in
      zip(row.cells, inputs).allSatisfy { cell, input in
        guard case .present(let scalar) = input.value else { return false }
        return cell.accepts(scalar)
      }
    }
    guard let row else { throw .noTableRow(table.name) }
    return (.present(table.rows[row].value), inputs, row)
  }
}
