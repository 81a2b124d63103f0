import MeritModel

/// What to write where a value of another kind is expected.
struct KindHelp {
  let names: NameTable

  /// A literal of a kind, as expressions write it.
  func example(of kind: Kind) -> String {
    switch kind {
    case .money: "0 \(names.currency)"
    case .percent: "0%"
    case .grade(let set):
      "'\(names.gradeSets.first { $0.name == set }?.grades.first?.name ?? "…")'"
    case .choice(let choices): "'\(choices.first ?? "…")'"
    case .date, .datetime: "date'2026-01-31'"
    case .text, .id, .month, .quarter, .flag: "'…'"
    case .number, .count, .points, .days, .months, .minutes, .seconds: "0"
    }
  }

  /// How a value becomes a condition.
  func condition(_ words: String, _ kind: Kind) -> String {
    "compare it, as in `\(words) \(kind.isNumeric ? ">" : "=") \(example(of: kind))`"
  }

  /// How a value becomes a number.
  func number(_ words: String, _ kind: Kind) -> String {
    switch kind {
    case .flag: "a condition is no amount; count where it holds, as in `how_many(\(words))`"
    case .grade, .choice: "let a table say what each is worth: `{ \"table\": \"…\" }`"
    case .date, .datetime:
      "measure a time, as in `days_between(\(words), period.end)`"
    default: "name a number instead of `\(words)`"
    }
  }

  /// What to do, with the first names that fit; what to define where there are none.
  func known(_ words: String, else other: String, _ fits: (Declaration) -> Bool) -> String {
    let known = names.declarations.values.filter(fits).map(\.name).sorted()
    return known.isEmpty ? "\(words); \(other)" : "\(words): \(known.prefix(12).quoted)"
  }

  /// What to do where a value of a kind, or a condition, is expected in words.
  func help(_ words: String, _ kind: Kind, expected: String) -> String {
    switch expected {
    case "a condition": condition(words, kind)
    case "a number": number(words, kind)
    default: "put \(expected) in the place of `\(words)`"
    }
  }
}

extension InputTable {
  /// What to name instead of a column of another kind: the columns that fit, where there are some.
  func help(naming words: String, _ fits: (Kind) -> Bool) -> String {
    let names = columnNames.enumerated().filter { fits(columnKind($0.offset)) }.map(\.element)
    return names.isEmpty
      ? "add \(words) to `\(name)`" : "name \(words): \(names.prefix(12).quoted)"
  }
}
