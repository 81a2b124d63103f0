package import MeritModel
import MeritPolicy

/// The pages of all diagnostic codes.
package enum CodePages {
  /// Every page, in order of the areas.
  package static let all: [CodePage] =
    PolicyFilePages.all + ExpressionPages.all + KindPages.all + BandPages.all + SumPages.all
    + TimePages.all + ClaimPages.all + DataFilePages.all + DataRowPages.all + RowRulePages.all
    + RosterPages.all + CalculationPages.all + BookPages.all + LedgerFilePages.all
    + ClosePages.all + VerifyPages.all

  private static let byCode: [DiagnosticCode: CodePage] =
    Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  /// The page of a code.
  package static func page(for code: DiagnosticCode) -> CodePage? { byCode[code] }

  /// The page of a code as text; empty only if the code has no page.
  package static func text(for code: DiagnosticCode) -> String { byCode[code]?.text ?? "" }

  /// The code that a user means by `P305`, `p305`, `sameEdgeTwice` or `same-edge-twice`; a finding
  /// with the nearest code where there is none.
  package static func code(named name: String) -> Checked<DiagnosticCode> {
    let wanted = folded(name)
    let found = DiagnosticCode.allCases.first {
      folded($0.rawValue) == wanted || folded(String(describing: $0)) == wanted
    }
    if let found { return Checked(found) }
    return Checked(nil, [Diagnostic(.codeUnknown, "there is no code `\(name)`", help: help(name))])
  }

  private static func help(_ name: String) -> String {
    // A short name is near to many codes, so only names as long as a code are compared with codes.
    let codes = DiagnosticCode.allCases.map(\.rawValue)
    let slugs = DiagnosticCode.allCases.map { String(describing: $0) }
    let near = nearest(to: name, among: name.count <= 5 ? codes : slugs)
    return near.map { "did you mean `\($0)`?" }
      ?? "codes are a letter and three digits, as `P305`, `D104` or `B001`"
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().filter { $0 != "-" && $0 != "_" }
  }
}
