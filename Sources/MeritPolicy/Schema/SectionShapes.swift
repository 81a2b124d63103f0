extension Section {
  /// The shape of the whole section.
  var shape: ObjectShape {
    switch self {
    case .measures: .measures
    case .adjustments: .adjustments
    case .ratings: .ratings
    case .indicators: .indicators
    case .scores: .scores
    case .grades: .grades
    case .bonuses: .bonuses
    case .allocations: .allocations
    case .prizes: .prizes
    case .balances: .balances
    case .outcomes: .outcomes
    case .rankings: .rankings
    }
  }

  /// The shape of one definition of the section.
  var definition: ObjectShape {
    switch self {
    case .measures: .measure
    case .adjustments: .adjustment
    case .ratings: .rating
    case .indicators: .indicator
    case .scores: .score
    case .grades: .grade
    case .bonuses: .bonus
    case .allocations: .allocation
    case .prizes: .prize
    case .balances: .balance
    case .outcomes: .outcome
    case .rankings: .ranking
    }
  }
}
