import MeritModel
import MeritPolicy

/// Says why a rule has no value though its inputs were there.
enum EvaluationFault: Error, Hashable {
  case arithmetic(ExactError)
  /// A handler says that the run stops.
  case stop(Value)
  /// A target of zero or less without a handler.
  case targetNotPositive
  /// A divisor of zero with the handler `error`.
  case zeroDivisor
  case twoRows([SourcePlace])
  case noTableRow(String)
  /// The key of an allocation is below zero, for a person.
  case keyBelowZero(String)
  /// A number below the lowest band.
  case noBand
  /// A measure outside the range that it declares; it keeps its value.
  case outsideRange(Exact)
  /// A row takes back one that is not found, or not in time.
  case reversedRowNotFound(LostReversal)
  /// A row of an adjustment lies outside the limits that tables give for the person.
  case outsideLimits(BrokenLimit)
  /// The version of the period at hand lacks a calendar that the rule names.
  case calendarNotInVersion
}

/// A row of an adjustment that lies outside the limits of its person.
struct BrokenLimit: Error, Hashable {
  let place: SourcePlace
  let amount: Exact
  let least: Value
  let greatest: Value
}

/// A row that takes back one that cannot be used.
struct LostReversal: Error, Hashable {
  /// Where the row stands, and the key that it names.
  let place: SourcePlace
  let key: String
  /// The row of that key, where there is one.
  let other: SourcePlace?
}

extension Value {
  /// The state of something made of both: missing wins over not applicable, both over present.
  func combined(with other: Value) -> Value {
    switch (self, other) {
    case (.missing, _), (_, .missing): .missing
    case (.notApplicable, _), (_, .notApplicable): .notApplicable
    default: self
    }
  }
}

extension Handlers {
  /// The handler of an absent value's state, if there is one.
  func action(for value: Value) -> HandlerAction? {
    switch value {
    case .present: nil
    case .missing: whenMissing
    case .notApplicable: whenNotApplicable
    }
  }

  /// Replaces an absent result as the definition says; throws where the run shall stop.
  func applied(
    to value: Value, in expressions: ExpressionEvaluation
  ) throws(EvaluationFault) -> Value {
    if let plain = plain(value) { return plain }
    guard case .use(let substitute)? = action(for: value) else { throw .stop(value) }
    return try expressions.value(substitute.expression)
  }

  /// What becomes of a value without asking anything else; nil where the run stops or another
  /// expression stands for it.
  func plain(_ value: Value) -> Value? {
    switch action(for: value) {
    case nil: value
    case .value(let scalar): .present(scalar)
    case .missing: .missing
    case .notApplicable, .reweight: .notApplicable
    case .fail, .no: .present(.flag(false))
    case .error, .use: nil
    }
  }
}

extension Value {
  /// The absent state of a condition; not applicable where it does not hold.
  var asState: Value { isPresent ? .notApplicable : self }
}

/// Runs a calculation and turns a numeric fault into the fault of a rule.
func exactly<Result>(_ work: () throws(ExactError) -> Result) throws(EvaluationFault) -> Result {
  do { return try work() } catch { throw .arithmetic(error) }
}
