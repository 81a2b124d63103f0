import MeritModel

/// Which absent states a value can have, each with its reason; nil where it cannot have it.
struct Absence: Hashable {
  /// Why a value can be absent.
  struct Reason: Hashable {
    /// The name that is absent, as an expression writes it; nil where the whole expression is.
    let subject: String?
    /// The cause, one phrase.
    let why: String
  }

  var missing: Reason?
  var notApplicable: Reason?

  /// Always present.
  static let never = Absence()

  static func missing(_ why: String, _ subject: String? = nil) -> Absence {
    Absence(missing: Reason(subject: subject, why: why))
  }

  static func notApplicable(_ why: String, _ subject: String? = nil) -> Absence {
    Absence(notApplicable: Reason(subject: subject, why: why))
  }

  var isNever: Bool { missing == nil && notApplicable == nil }

  subscript(state: DataState) -> Reason? {
    get {
      switch state {
      case .present: nil
      case .missing: missing
      case .notApplicable: notApplicable
      }
    }
    set {
      switch state {
      case .present: break
      case .missing: missing = newValue
      case .notApplicable: notApplicable = newValue
      }
    }
  }

  /// The states of either.
  func union(_ other: Absence) -> Absence {
    Absence(
      missing: missing ?? other.missing, notApplicable: notApplicable ?? other.notApplicable)
  }

  /// The same states, said of a name.
  func of(_ subject: String) -> Absence {
    Absence(
      missing: missing.map { Reason(subject: subject, why: $0.why) },
      notApplicable: notApplicable.map { Reason(subject: subject, why: $0.why) })
  }

  /// Both absent states.
  static let states: [DataState] = [.missing, .notApplicable]
}

extension Handlers {
  /// What is said of a state.
  subscript(state: DataState) -> HandlerAction? {
    switch state {
    case .present: nil
    case .missing: whenMissing
    case .notApplicable: whenNotApplicable
    }
  }

  /// The numbers that stand for absent values.
  var numbers: [Exact] {
    [whenMissing, whenNotApplicable].compactMap {
      if case .value(.number(let number))? = $0 { number } else { nil }
    }
  }
}
