import BigInt
import Foundation
import MeritModel
import TestSupport
import Testing

private let suite = SharedFolder.folder("suites/dectest")

/// The public test cases of decimal arithmetic, as far as exact fractions have their operations.
///
/// A case that rounds to a number of digits holds where the exact result, rounded in the same way to
/// the last digit of the expected one, is the expected one.
@Suite(
  "decimal arithmetic as the public test cases have it",
  .enabled(if: suite != nil, Comment(rawValue: SharedFolder.skipped)))
struct DecimalVectorTests {
  /// Each file with the least number of its cases that must apply.
  static let files: [(name: String, least: Int)] = [
    ("abs", 57), ("add", 1525), ("base", 705), ("clamp", 48), ("compare", 486), ("copyabs", 21),
    ("copynegate", 21), ("divide", 452), ("inexact", 147), ("max", 181), ("min", 171),
    ("minus", 78), ("multiply", 216), ("plus", 82), ("quantize", 484), ("randomBound32", 614),
    ("randoms", 1100), ("reduce", 132), ("rescale", 359), ("rounding", 707), ("subtract", 528),
    ("tointegral", 147), ("tointegralx", 159),
  ]

  @Test("every case that applies holds", arguments: files)
  func holds(name: String, least: Int) throws {
    let folder = try #require(suite)
    var applied = 0
    var others: [DecimalCheck.Reason: Int] = [:]
    for vector in try DecimalVector.read(folder.appendingPathComponent("\(name).decTest")) {
      switch try DecimalCheck(vector: vector).outcome() {
      case .holds: applied += 1
      case .fails(let found): Issue.record("\(vector.id): \(vector.result), not \(found)")
      case .doesNotApply(let reason): others[reason, default: 0] += 1
      }
    }
    #expect(applied >= least, "others: \(others)")
  }
}

/// One test case against exact fractions.
struct DecimalCheck {
  /// Why a case says nothing about exact fractions.
  enum Reason {
    /// An infinity, what is no number, or the encoding of one.
    case specialValue
    /// A number of the case itself needs more than 128 bits.
    case numberBeyondRange
    /// The step of the rounding, or the number counted in steps, needs more than 128 bits.
    case roundingBeyondRange
    /// The mode `05up`, which no policy has.
    case otherRounding
    /// An operation that policies lack: powers, remainders, whole quotients.
    case otherOperation
  }

  enum Outcome {
    case holds
    case fails(String)
    case doesNotApply(Reason)
  }

  private static let modes: [String: RoundingMode] = [
    "half_up": .halfUp, "half_even": .halfEven, "half_down": .halfDown, "up": .up, "down": .down,
    "ceiling": .ceiling, "floor": .floor,
  ]

  let vector: DecimalVector

  func outcome() throws -> Outcome {
    guard let mode = Self.modes[vector.rounding] else { return .doesNotApply(.otherRounding) }
    var operands: [Exact] = []
    for operand in vector.operands {
      guard let text = DecimalText(operand) else { return .doesNotApply(.specialValue) }
      guard let value = try? text.value() else { return .doesNotApply(.numberBeyondRange) }
      if let plain = Exact(decimal: operand), plain != value { return .fails("\(plain) read") }
      operands.append(value)
    }
    guard let result = result(operands, mode) else { return .doesNotApply(.otherOperation) }
    guard let expected = DecimalText(vector.result) else {
      if case .failure(.divisionByZero) = result { return .holds }
      return .doesNotApply(.specialValue)
    }
    switch result {
    case .failure(.divisionByZero): return .fails("a division by zero")
    case .failure(.overflow): return overflow(operands)
    case .success(let exact): return compare(exact, expected, mode)
    }
  }

  private func compare(
    _ exact: Exact, _ expected: DecimalText, _ mode: RoundingMode
  ) -> Outcome {
    guard let value = try? expected.value() else { return .doesNotApply(.numberBeyondRange) }
    if exact == value { return .holds }
    guard vector.conditions.contains("rounded") else { return .fails(exact.canonicalText) }
    guard let step = try? expected.quantum(),
      let rounded = try? Rounding(step: step, mode: mode)(exact)
    else { return .doesNotApply(.roundingBeyondRange) }
    return rounded == value ? .holds : .fails(rounded.canonicalText)
  }

  private func result(_ operands: [Exact], _ mode: RoundingMode) -> Result<Exact, ExactError>? {
    let first = operands[0]
    let second = operands.count > 1 ? operands[1] : .zero
    func result(_ work: () throws(ExactError) -> Exact) -> Result<Exact, ExactError> {
      do { return .success(try work()) } catch { return .failure(error) }
    }
    func rounded(_ step: Exact?) -> Result<Exact, ExactError> {
      guard let step else { return .failure(.overflow) }
      return result { () throws(ExactError) in try Rounding(step: step, mode: mode)(first) }
    }
    switch vector.operation {
    case "add": return result { () throws(ExactError) in try first + second }
    case "subtract": return result { () throws(ExactError) in try first - second }
    case "multiply": return result { () throws(ExactError) in try first * second }
    case "divide": return result { () throws(ExactError) in try first / second }
    case "compare": return .success(Exact(first == second ? 0 : first < second ? -1 : 1))
    case "max": return .success(max(first, second))
    case "min": return .success(min(first, second))
    case "abs", "copyabs":
      return result { () throws(ExactError) in first.isNegative ? try first.negated() : first }
    case "minus", "copynegate": return result { () throws(ExactError) in try first.negated() }
    case "plus", "tosci", "toeng", "reduce", "apply": return .success(first)
    case "quantize":
      return rounded(DecimalText(vector.operands[1]).flatMap { try? $0.quantum() })
    case "rescale":
      let power = second.isWhole ? Int(exactly: second.numerator) : nil
      return power.map { power in rounded(try? DecimalText.power(power)) }
    case "tointegral", "tointegralx": return rounded(.one)
    default: return nil
    }
  }

  /// An overflow is right where the result in lowest terms does not fit.
  private func overflow(_ operands: [Exact]) -> Outcome {
    guard operands.count == 2, let exact = wide(operands) else {
      return .doesNotApply(.roundingBeyondRange)
    }
    let shared = exact.numerator.greatestCommonDivisor(with: exact.denominator)
    let largest = max(exact.numerator.magnitude, exact.denominator.magnitude) / shared.magnitude
    return largest > BigUInt(Int128.max) ? .holds : .fails("an overflow")
  }

  private func wide(_ operands: [Exact]) -> (numerator: BigInt, denominator: BigInt)? {
    let parts = operands.map { (BigInt($0.numerator), BigInt($0.denominator)) }
    let ((a, b), (c, d)) = (parts[0], parts[1])
    switch vector.operation {
    case "add": return (a * d + c * b, b * d)
    case "subtract": return (a * d - c * b, b * d)
    case "multiply": return (a * c, b * d)
    case "divide": return (a * d, b * c)
    default: return nil
    }
  }
}
