import MeritEngine
import MeritExcel
import MeritModel
import MeritPolicy
import MeritReport

/// What a run shall write.
package struct ReportChoice: Sendable {
  package var workbook = true
  package var markdown = true
  package var statements = true
  package var payroll = true

  /// Everything.
  package init() {}
}

/// Writes all files of a run into the draft of its folder.
struct OutputSet {
  let result: PeriodResult
  let facts: ReviewFacts
  let choice: ReportChoice
  var workers: any Workers = OneWorker()

  /// Writes the files, the workbook, and last the manifest with the hashes of all others.
  func write(into folder: AtomicFolder, files: any FileSystem) throws {
    var hashes: [(path: String, hash: String)] = []
    for file in texts {
      hashes.append((file.path, try write(file, into: folder)))
    }
    if choice.workbook {
      // A part that cannot be removed again must not stand among the results.
      let parts = "\(folder.draft)/.parts"
      try files.makeFolder(parts)
      try Workbook.write(
        WorkbookReport(of: facts), to: "\(folder.draft)/review.xlsx", temporaryFolder: parts)
      try files.remove(parts)
      try folder.adopt("review.xlsx")
      let workbook = try files.read("\(folder.draft)/review.xlsx")
      guard WorkbookCheck.isWhole(workbook) else {
        throw FileError(
          operation: "write", path: "\(folder.draft)/review.xlsx",
          reason: "a part of it was lost on the disk")
      }
      hashes.append(("review.xlsx", sha256(workbook)))
    }
    hashes.sort { precedes($0.path, $1.path) }
    let manifest = Manifest(result: result, outputs: hashes).file
    try folder.write(manifest.bytes, to: manifest.path)
  }

  /// Writes a file; gives its hash, which is made while the disk takes the bytes.
  private func write(_ file: OutputFile, into folder: AtomicFolder) throws -> String {
    let done = workers.split(2) { places in
      places.map { place in
        Result {
          if place == 1 { return sha256(file.parts) }
          try folder.write(file.parts, to: file.path)
          return ""
        }
      }
    }
    return try done.joined().map { try $0.get() }.joined()
  }

  private var texts: [OutputFile] {
    let calculation = result.calculation
    var all: [OutputFile] = [
      .figures(of: calculation, by: workers), .accounts(facts.accounts),
      .problems(facts.problems, findings: facts.findings),
    ]
    // An answer for another day is no pay, and a file of it could be taken for one.
    if choice.payroll, result.knownOn == nil {
      all.append(.payroll(of: calculation, corrections: facts.corrections))
    }
    if choice.markdown { all.append(.review(of: facts)) }
    if choice.statements {
      all += OutputFile.statements(of: facts) { rule, person in
        result.calculator.explanation(of: rule, for: person)
      }
    }
    return all
  }
}
