import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// The value of a decision table, the row that fits, and for explanations the inputs.
  func lookup(
    _ table: LookupTable
  ) throws(EvaluationFault) -> (value: Value, inputs: [(name: String, value: Value)], row: Int?) {
    var values: [Value] = []
    values.reserveCapacity(table.inputs.count)
    var state = Value.present(.flag(true))
    for input in table.inputs {
      let value = try expressions.value(input.of)
      state = state.combined(with: value)
      values.append(value)
    }
    let inputs = trace == nil ? [] : zip(table.inputs, values).map { ($0.name, $1) }
    guard state.isPresent else { return (state, inputs, nil) }
    let row = table.rows.firstIndex { row in
      row.cells.indices.allSatisfy { place in
        guard case .present(let scalar) = values[place] else { return false }
        return row.cells[place].accepts(scalar)
      }
    }
    guard let row else { throw .noTableRow(table.name) }
    return (.present(table.rows[row].value), inputs, row)
  }
}
