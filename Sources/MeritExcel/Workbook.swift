import CXlsxWriter
import MeritModel
package import MeritReport

/// Owns one workbook of the C library, from its start to the file.
///
/// `close` consumes the value because the library frees its workbook there on success and on failure;
/// a workbook that is dropped leaves no file.
@safe package struct Workbook: ~Copyable {
  private var owned: UnsafeMutablePointer<lxw_workbook>?
  let handle: UnsafeMutablePointer<lxw_workbook>
  let path: String
  let formats: CellFormats

  /// Starts a workbook that `close` will write to a path; the library's own temporary files lie in
  /// the given folder.
  package init(path: String, temporaryFolder: String) throws(ExcelError) {
    let handle = try unsafe Workbook.start(path: path, temporaryFolder: temporaryFolder)
    let formats = try unsafe Workbook.formats(handle, path: path)
    unsafe self.handle = unsafe handle
    unsafe self.owned = unsafe handle
    self.path = path
    self.formats = formats
  }

  deinit {
    if let owned = unsafe owned { unsafe lxw_workbook_free(owned) }
  }

  /// Writes the file.
  package consuming func close() throws(ExcelError) {
    guard let closing = unsafe owned else { return }
    unsafe owned = nil
    try check(unsafe workbook_close(closing), path: path, act: "close")
  }

  private static func start(
    path: String, temporaryFolder: String
  ) throws(ExcelError) -> UnsafeMutablePointer<lxw_workbook> {
    let started = unsafe temporaryFolder.withCString { folder in
      var options = unsafe lxw_workbook_options(
        constant_memory: 0, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 1)
      return unsafe workbook_new_opt(path, &options)
    }
    guard let started = unsafe started else { throw .cannotStart(path: path) }
    return unsafe started
  }

  private static func formats(
    _ handle: UnsafeMutablePointer<lxw_workbook>, path: String
  ) throws(ExcelError) -> CellFormats {
    do {
      return try unsafe CellFormats(handle, path: path)
    } catch {
      unsafe lxw_workbook_free(handle)
      throw error
    }
  }

  /// Writes a whole report to a file at a path; equal reports give equal bytes.
  package static func write(
    _ report: WorkbookReport, to path: String, temporaryFolder: String
  ) throws(ExcelError) {
    let workbook = try Workbook(path: path, temporaryFolder: temporaryFolder)
    try workbook.setProperties(of: report)
    try workbook.add(report.sheets.flatMap { $0.pages() })
    try workbook.define(report.names)
    try workbook.close()
  }

  private func add(_ sheets: [Sheet]) throws(ExcelError) {
    var names: Set<String> = []
    var writers: [SheetWriter] = []
    for sheet in sheets {
      guard ExcelText.isSheetName(sheet.name), names.insert(sheet.name.lowercased()).inserted else {
        throw .invalidName(sheet.name)
      }
      writers.append(try SheetWriter(sheet, in: self))
    }
    for writer in writers { try writer.write() }
  }

  private func define(_ names: [DefinedName]) throws(ExcelError) {
    for name in names {
      guard ExcelText.isDefinedName(name.name) else { throw .invalidName(name.name) }
      let place = CellName.quoted(sheet: name.sheet) + "!" + CellName.fixed(name.row, name.column)
      try check(
        unsafe workbook_define_name(handle, name.name, "=" + place), path: path, act: "define name")
    }
  }

  private func setProperties(of report: WorkbookReport) throws(ExcelError) {
    let title = ExcelText.cell(report.title)
    let subject = ExcelText.cell(report.subject)
    let code = unsafe title.withCString { title in
      unsafe subject.withCString { subject in
        var properties = unsafe lxw_doc_properties()
        unsafe properties.title = UnsafeMutablePointer(mutating: title)
        unsafe properties.subject = UnsafeMutablePointer(mutating: subject)
        unsafe properties.created = Int(report.madeOn.number) * 86_400
        return unsafe workbook_set_properties(handle, &properties)
      }
    }
    try check(code, path: path, act: "set properties")
  }
}

/// Turns a return code of the library into an error with the library's own words.
func check(_ code: lxw_error, path: String, act: String) throws(ExcelError) {
  guard code != LXW_NO_ERROR else { return }
  let words = unsafe lxw_strerror(code).map { unsafe String(cString: $0) }
  throw .refused(path: path, act: act, reason: words ?? "code \(code.rawValue)")
}
