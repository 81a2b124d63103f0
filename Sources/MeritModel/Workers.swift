/// Works on many things at once; whoever computes is given it and does not know of threads.
package protocol Workers: Sendable {
  /// Cuts `count` things into runs of neighbours, works on the runs at the same time, and gives the
  /// results in the order of the runs.
  ///
  /// Where the runs begin may differ from one machine to the next: what the caller makes of the
  /// results must not.
  func split<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Range<Int>) -> Result
  ) -> [Result]

  /// Does `count` things that take differently long, each by itself, and gives the results in their
  /// order.
  func each<Result: Sendable>(_ count: Int, _ work: @escaping @Sendable (Int) -> Result) -> [Result]
}

extension Workers {
  /// Does two things that have nothing to do with each other, and gives both results.
  package func both<One: Sendable, Other: Sendable>(
    _ one: @escaping @Sendable () -> One, _ other: @escaping @Sendable () -> Other
  ) -> (One, Other) {
    let results = each(2) { place in
      place == 0 ? Either<One, Other>.one(one()) : Either<One, Other>.other(other())
    }
    guard case .one(let first) = results[0], case .other(let second) = results[1] else {
      preconditionFailure("each place has its result")
    }
    return (first, second)
  }
}

private enum Either<One: Sendable, Other: Sendable>: Sendable {
  case one(One)
  case other(Other)
}

/// Does everything in one run.
package struct OneWorker: Workers {
  /// Makes the worker.
  package init() {}

  /// Works on all at once.
  package func split<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Range<Int>) -> Result
  ) -> [Result] { [work(0..<count)] }

  /// Does one thing after the other.
  package func each<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] { (0..<count).map(work) }
}
