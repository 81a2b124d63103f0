import Foundation
import MeritApp
import TestSupport
import Testing

@Suite("the page of the profiles")
struct ProfilePageTests {
  private struct Stated: Decodable {
    var id: String
    var title: String
    var sources: [String]?
  }

  @Test("every profile has a part of the page, with its sources or the words that there are none")
  func sources() throws {
    let page = try String(
      contentsOf: ShippedFiles.project.appendingPathComponent(
        "Sources/MeritApp/Documentation.docc/Profiles.md"), encoding: .utf8)
    let parts = page.components(separatedBy: "\n## ").dropFirst()
    #expect(parts.count == ShippedProfiles.files.count)
    for file in ShippedProfiles.files {
      let stated = try JSONDecoder().decode(Stated.self, from: Data(file.bytes))
      let part = try #require(parts.first { $0.hasPrefix("`\(stated.id)`") }, "\(stated.id)")
      let sources = stated.sources ?? []
      for source in sources { #expect(part.contains("<\(source)>"), "\(stated.id): \(source)") }
      #expect(!sources.isEmpty || part.contains("no maker documents"), "\(stated.id)")
    }
  }
}
