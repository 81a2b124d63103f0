/// Names whose value a figure is; the raw value stands in policies and in figures.csv.
package enum Scope: String, CaseIterable, Comparable, Sendable {
  case employee
  case team
  case department
  case company
  /// The direct reports of a manager.
  case reports
  /// Everybody below a manager.
  case organisation
  case customer

  /// Orders by name, as figures.csv is sorted.
  package static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }
}
