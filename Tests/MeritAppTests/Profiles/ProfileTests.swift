import Foundation
import MeritApp
import MeritImport
import MeritModel
import Testing

/// A sample in the form that a vendor documents, and what a policy's columns hold of it.
struct ProfileSample: Sendable, CustomTestStringConvertible {
  /// A file of the folder Samples.
  var file: String
  var profile: String
  var table: String
  var columns: [(name: String, kind: Kind)]
  var rows: [[String]]

  var testDescription: String { file }

  func bytes() throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appendingPathComponent("Samples/\(file)")))
  }

  /// What the first bytes show.
  func inspection() throws -> FileInspection {
    try FileInspection.shipped(InputFile(bytes: bytes()), name: file)
  }
}

@Suite("profiles of known exports")
struct ProfileTests {
  @Test("every shipped profile is sound, and nothing of it is left unread")
  func shipped() throws {
    let files = ShippedProfiles.files
    #expect(files.count == 14)
    for file in files {
      let read = ProfileReader.read(file.bytes, file: file.path)
      #expect(read.diagnostics.isEmpty, "\(read.diagnostics)")
      let profile = try #require(read.valid?.profile)
      #expect(file.path == "\(profile.id).json")
      for form in profile.forms {
        #expect(!form.columns.isEmpty)
        // The scale of a column is one for all files of a table, so no form may set it.
        #expect(form.columns.values.joined().allSatisfy { $0.unit == nil })
      }
    }
    #expect(ShippedProfiles.all.count == 13)
  }

  @Test("no name of a column has two meanings")
  func words() throws {
    let file = try #require(ShippedProfiles.files.first { $0.path == "generic.json" })
    let names = try #require(ProfileReader.read(file.bytes, file: "").valid?.names)
    for (meaning, others) in names {
      for name in others + [meaning] {
        #expect(ShippedProfiles.words.meaning(of: name) == meaning, "\(name)")
      }
    }
    #expect(ShippedProfiles.words.meaning(of: "AGENT ID") == "employee_id")
    #expect(ShippedProfiles.words.meaning(of: "Ａｇｅｎｔ－ＩＤ") == "employee_id")
    #expect(ShippedProfiles.words.meaning(of: "shoe size") == nil)
  }

  @Test("a sample is recognised, and gives the columns of a policy", arguments: ProfileSample.all)
  func sample(_ sample: ProfileSample) throws {
    let form = try sample.inspection().form.map { ShippedProfiles.forms[$0] }
    #expect(form?.profile.id ?? ShippedProfiles.generic == sample.profile)
    #expect(form?.form.table ?? sample.table == sample.table)
    let read = try ProfileRows(sample.bytes(), profile: sample.profile, columns: sample.columns)
    #expect(read.diagnostics.isEmpty, "\(read.diagnostics)")
    #expect(read.problems.isEmpty, "\(read.problems)")
    #expect(read.rows == sample.rows)
  }

  @Test("every column that a profile names stands in one of its samples, and is tried there")
  func columns() throws {
    var (shown, tried): ([Int: Set<String>], [Int: Set<String>]) = ([:], [:])
    for sample in ProfileSample.all {
      guard let form = try sample.inspection().form else { continue }
      let names = try sample.inspection().columns.map { $0.name.lowercased() }
      shown[form, default: []].formUnion(names)
      tried[form, default: []].formUnion(
        sample.columns.map { ShippedProfiles.words.meaning(of: $0.name) ?? $0.name })
    }
    for (place, known) in ShippedProfiles.forms.enumerated() {
      let form = known.form
      var names = form.columns.values.joined().flatMap(\.cells.names) + form.looks.names
      if case .legs(let rule) = form.fold { names += [rule.key] + rule.last }
      for name in names {
        #expect(shown[place]?.contains(name.lowercased()) == true, "\(known.profile.id): \(name)")
      }
      for meaning in form.columns.keys {
        #expect(tried[place]?.contains(meaning) == true, "\(known.profile.id): \(meaning)")
      }
    }
  }

  @Test("a file of no known form has no profile", arguments: ["a,b\n1,2\n", "x\n", "a|b|c|d|e\n"])
  func unknown(text: String) throws {
    let inspection = try FileInspection.shipped(
      InputFile(bytes: Array(text.utf8)), name: "a.csv")
    #expect(inspection.form == nil)
  }

  @Test("what the book maps outranks the profile, and an owner means a person")
  func stated() throws {
    let text = "id,type,from,to,alerting_seconds,callduration,connect,agent_id\n7,呼入,1,2,3,4,1,E9\n"
    let read = try ProfileRows(
      Array(text.utf8), profile: "kf5",
      columns: [("call_id", .id), ("seller", .id), ("talk_s", .seconds), ("connect", .text)],
      owner: 1, stated: ["talk_s": ColumnSource(.named("alerting_seconds"))])
    #expect(read.rows == [["7", "E9", "3", "1"]])
  }

  @Test("of two names of columns that fit neither is chosen, but the policy's own name")
  func generic() throws {
    let two = try ProfileRows(
      Array("工号,坐席工号\n1,2\n".utf8), profile: "generic", columns: [("agent_id", .id)])
    #expect(two.diagnostics.map(\.code) == [.columnMissing])
    let own = try ProfileRows(
      Array("工号,agent_id\n1,2\n".utf8), profile: "generic", columns: [("agent_id", .id)])
    #expect(own.rows == [["2"]])
  }
}
