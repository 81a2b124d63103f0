import MeritModel
import MeritReport

/// The amounts of a run by person, pay code and the period for which they are paid, as a sealed
/// document: what was paid for a period is the sum over all of them.
enum SealedPay {
  static let name = "pay.csv"

  struct Key: Hashable {
    let employee: String
    let payCode: String
  }

  /// The lines of a run: its own pay and its corrections.
  static func file(of lines: [PayrollLine]) -> OutputFile {
    var text = CSVText(header: ["employee", "pay_code", "for_period", "amount"])
    for line in lines {
      text.append([line.employee, line.payCode, line.forPeriod, line.amount.canonicalText])
    }
    return OutputFile(path: name, bytes: text.bytes)
  }

  /// The amounts of a document for one period.
  static func read(_ bytes: [UInt8], for period: String) -> [(Key, Exact)] {
    CSVLines(String(decoding: bytes, as: UTF8.self)).dropFirst().compactMap { fields in
      guard fields.count == 4, fields[2] == period, let amount = Exact(canonical: fields[3]) else {
        return nil
      }
      return (Key(employee: fields[0], payCode: fields[1]), amount)
    }
  }
}

/// The documents of a closed period that a later run corrected.
enum SealedRevision {
  static func path(_ name: String, of period: String) -> String { "revisions/\(period)/\(name)" }
}
