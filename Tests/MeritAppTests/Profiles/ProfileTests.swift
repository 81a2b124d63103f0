import MeritApp
import MeritImport
import MeritModel
import Testing

/// A sample in the form that a vendor documents, and what a policy's columns hold of it.
struct ProfileSample: Sendable, CustomTestStringConvertible {
  var profile: String
  var table: String
  var text: String
  var columns: [(name: String, kind: Kind)]
  var rows: [[String]]

  var testDescription: String { "\(profile) \(table)" }
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
    let inspection = try FileInspection.shipped(
      InputFile(bytes: Array(sample.text.utf8)), name: "a.csv")
    let form = try #require(inspection.form)
    #expect(ShippedProfiles.forms[form].profile.id == sample.profile)
    #expect(ShippedProfiles.forms[form].form.table == sample.table)
    let read = try ProfileRows(sample.text, profile: sample.profile, columns: sample.columns)
    #expect(read.diagnostics.isEmpty, "\(read.diagnostics)")
    #expect(read.problems.isEmpty, "\(read.problems)")
    #expect(read.rows == sample.rows)
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
      text, profile: "kf5",
      columns: [("call_id", .id), ("seller", .id), ("talk_s", .seconds), ("connect", .text)],
      owner: 1, stated: ["talk_s": ColumnSource(.named("alerting_seconds"))])
    #expect(read.rows == [["7", "E9", "3", "1"]])
  }

  @Test("names of columns are known in Chinese and English; two that fit are not chosen from")
  func generic() throws {
    let read = try ProfileRows(
      "通话编号,坐席工号,开始时间,通话时长,是否接通,备注\nC1,0007,2026/3/2 9:12:58,0:02:23,是,\n",
      profile: "generic",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("talk_s", .seconds),
        ("connected", .flag),
      ])
    #expect(read.diagnostics.isEmpty)
    #expect(read.rows == [["C1", "0007", "2026-03-02T09:12:58", "143", "true"]])
    let two = try ProfileRows(
      "工号,坐席工号\n1,2\n", profile: "generic", columns: [("agent_id", .id)])
    #expect(two.diagnostics.map(\.code) == [.columnMissing])
    let own = try ProfileRows(
      "工号,agent_id\n1,2\n", profile: "generic", columns: [("agent_id", .id)])
    #expect(own.rows == [["2"]])
  }
}
