import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Drives LibreOffice, where it is installed, to recalculate and read back workbooks.
struct Spreadsheet {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "merit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The program; nil where there is none.
  static let program: URL? = ["/usr/bin/libreoffice", "/usr/local/bin/soffice", "/usr/bin/soffice"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }.map { URL(filePath: $0) }

  /// Converts a file; `recalculating` computes every formula anew, else stored values are kept.
  func convert(_ file: URL, to kind: String, recalculating: Bool) throws -> URL {
    let profile = folder.appending(path: "profile-\(recalculating)")
    let user = profile.appending(path: "user")
    try FileManager.default.createDirectory(at: user, withIntermediateDirectories: true)
    let settings = Self.settings(mode: recalculating ? 0 : 1)
    try settings.write(
      to: user.appending(path: "registrymodifications.xcu"), atomically: true, encoding: .utf8)
    let out = folder.appending(path: "out-\(recalculating)")
    let process = Process()
    process.executableURL = Self.program
    process.arguments = [
      "-env:UserInstallation=file://\(profile.path)", "--headless", "--convert-to", kind,
      "--outdir", out.path, file.path,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let suffix = kind.split(separator: ":")[0]
    return out.appending(path: file.deletingPathExtension().lastPathComponent + "." + suffix)
  }

  /// The cells of a flat OpenDocument file by sheet: formulas with the values they have.
  func formulas(in file: URL) throws -> [String: [FormulaCell]] {
    let reader = FormulaReader()
    let parser = XMLParser(data: try Data(contentsOf: file))
    parser.delegate = reader
    #expect(parser.parse())
    return reader.cells
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private static func settings(mode: Int) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <oor:items xmlns:oor="http://openoffice.org/2001/registry">
    <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" \
    oor:op="fuse"><value>\(mode)</value></prop></item>
    </oor:items>
    """
  }
}

/// A formula of a recalculated sheet, with the value or the words of its error.
struct FormulaCell: Hashable {
  let row: Int
  let formula: String
  let value: String
}

/// Collects the formula cells of a flat OpenDocument spreadsheet.
private final class FormulaReader: NSObject, XMLParserDelegate {
  var cells: [String: [FormulaCell]] = [:]
  // Charts hold tables of their own inside a sheet.
  private var tables: [(name: String, row: Int)] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    switch name {
    case "table:table": tables.append((attributes["table:name"] ?? "", 0))
    case "table:table-row":
      guard let last = tables.indices.last else { return }
      tables[last].row += Int(attributes["table:number-rows-repeated"] ?? "1") ?? 1
    case "table:table-cell":
      guard let formula = attributes["table:formula"], let table = tables.last else { return }
      let value = attributes["office:value"] ?? attributes["calcext:value-type"] ?? ""
      cells[table.name, default: []].append(
        FormulaCell(row: table.row, formula: formula, value: value))
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "table:table" { tables.removeLast() }
  }
}
