import MeritModel

/// Which absent states a value can have, each with its reason; nil where it cannot have it.
struct Absence: Hashable {
  /// Why a value can be absent.
  struct Reason: Hashable {
    /// The name that is absent, as an expression writes it; nil where the whole expression is.
    let subject: String?
    /// The cause, one phrase.
    let why: String
    /// Whether it takes so special a case (a team without anybody of a role) that a word on it is
    /// welcome but not demanded.
    var isRemote = false
  }

  var missing: Reason?
  var notApplicable: Reason?

  /// Always present.
  static let never = Absence()

  static func missing(_ why: String, _ subject: String? = nil) -> Absence {
    Absence(missing: Reason(subject: subject, why: why))
  }

  static func notApplicable(
    _ why: String, _ subject: String? = nil, isRemote: Bool = false
  ) -> Absence {
    Absence(notApplicable: Reason(subject: subject, why: why, isRemote: isRemote))
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
    var union = self
    for state in Self.states { union.add(state, other[state]) }
    return union
  }

  /// Adds a state; a reason that is not remote outweighs one that is.
  mutating func add(_ state: DataState, _ reason: Reason?) {
    if let own = self[state], !own.isRemote || reason == nil { return }
    self[state] = reason
  }

  /// The same states, said of a name.
  func of(_ subject: String) -> Absence {
    Absence(
      missing: missing.map { Reason(subject: subject, why: $0.why, isRemote: $0.isRemote) },
      notApplicable: notApplicable.map {
        Reason(subject: subject, why: $0.why, isRemote: $0.isRemote)
      })
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
