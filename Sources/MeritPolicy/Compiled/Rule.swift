package import MeritModel

/// Addresses a rule of one compiled policy.
package struct RuleID: Hashable, Comparable, Sendable {
  package let index: Int

  /// Makes an id from the place in the policy's list of rules.
  package init(_ index: Int) {
    self.index = index
  }

  /// Orders by place.
  package static func < (left: RuleID, right: RuleID) -> Bool { left.index < right.index }
}

/// One definition at one grain for one scope.
package final class Rule: Sendable {
  package let id: RuleID
  /// The definition's name; grain and scope tell rules of one name apart.
  package let name: String
  package let label: String
  package let note: String?
  package let source: String?
  package let grain: Grain
  package let scope: Scope
  package let kind: Kind
  /// How the result is rounded, once; nil keeps it exact.
  package let rounding: Rounding?
  /// The condition without which the rule is not applicable.
  package let appliesWhen: CompiledExpression?
  package let handlers: Handlers
  package let place: SourcePlace
  package let body: RuleBody

  /// Makes a rule.
  package init(
    id: RuleID, name: String, label: String, note: String?, source: String?, grain: Grain,
    scope: Scope, kind: Kind, rounding: Rounding?, appliesWhen: CompiledExpression? = nil,
    handlers: Handlers, place: SourcePlace, body: RuleBody
  ) {
    self.id = id
    self.name = name
    self.label = label
    self.note = note
    self.source = source
    self.grain = grain
    self.scope = scope
    self.kind = kind
    self.rounding = rounding
    self.appliesWhen = appliesWhen
    self.handlers = handlers
    self.place = place
    self.body = body
  }

  /// The measure, where the rule is one.
  package var measure: MeasureRule? {
    if case .measure(let measure) = body { measure } else { nil }
  }

  /// Whether the rule is computed for everybody, not only where a plan reaches it.
  package var isForEverybody: Bool {
    // Customers have no plan.
    if scope == .customer { return true }
    return switch body {
    case .measure, .ranking: true
    case .indicator, .score, .grade, .bonus, .allocation, .prize, .balance, .outcome: false
    }
  }
}

/// What a rule does.
///
/// Behind a reference, since rules are handed about by value.
package indirect enum RuleBody: Sendable {
  case measure(MeasureRule)
  case indicator(IndicatorRule)
  case score(ScoreRule)
  case grade(GradeRule)
  case bonus(BonusRule)
  case allocation(AllocationRule)
  case prize(PrizeRule)
  case balance(BalanceRule)
  /// A rank of each person by one ranking among one kind of group.
  case ranking(RankingRule)
  case outcome(OutcomeRule)
}

/// What a definition, a line or a step says of absent values; nil where it says nothing.
package struct Handlers: Hashable, Sendable {
  package let whenMissing: HandlerAction?
  /// Also what `whenNotGraded` says.
  package let whenNotApplicable: HandlerAction?

  /// No handlers.
  package static let none = Handlers(whenMissing: nil, whenNotApplicable: nil)

  /// Makes handlers.
  package init(whenMissing: HandlerAction?, whenNotApplicable: HandlerAction?) {
    self.whenMissing = whenMissing
    self.whenNotApplicable = whenNotApplicable
  }
}

/// An expression that stands for an absent value; two of one place are the same.
package struct Substitute: Hashable, Sendable {
  package let expression: CompiledExpression

  /// Makes a substitute.
  package init(_ expression: CompiledExpression) {
    self.expression = expression
  }

  /// Says whether both stand at one place.
  package static func == (left: Substitute, right: Substitute) -> Bool {
    left.expression.place == right.expression.place
      && left.expression.text == right.expression.text
  }

  /// Feeds the place and the text.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(expression.place)
    hasher.combine(expression.text)
  }
}

/// What becomes of an absent value.
package enum HandlerAction: Hashable, Sendable {
  /// The run stops, where a plan reaches the value.
  case error
  /// The value is taken instead; a grade, a number, a flag, a text.
  case value(Scalar)
  /// The value of the expression is taken instead.
  case use(Substitute)
  /// The result is missing.
  case missing
  /// The result is not applicable: `not-applicable`, `pass-on`, `no-score`, `not-graded`,
  /// `no-bonus`, `no-share`, `none`.
  case notApplicable
  /// The line leaves and the other weights grow.
  case reweight
  /// The line of a checklist fails.
  case fail
  /// The condition counts as false.
  case no
}
