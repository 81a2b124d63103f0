import Testing

@testable import MeritApp

@Suite("paths from the book's folder")
struct BookPathTests {
  @Test(arguments: [
    ("data/calls.csv", false), ("../exports/a.csv", false), ("a:b.csv", false), ("~a.csv", false),
    ("C:calls.csv", false), ("/data/calls.csv", true), ("/", true), ("~/calls.csv", true),
    ("C:/calls.csv", true), ("C:\\calls.csv", true), ("", false),
  ])
  func `a path is absolute where it begins at a root or a home`(path: String, isAbsolute: Bool) {
    #expect(BookPath.isAbsolute(path) == isAbsolute)
  }

  @Test(arguments: [
    ("/b/data/a.csv", "/b", "data/a.csv"), ("/x/a.csv", "/b/c", "../../x/a.csv"),
    ("/b/./c/../a.csv", "/b/", "a.csv"),
  ])
  func `the way leads from the folder to the file`(path: String, folder: String, way: String) {
    #expect(BookPath.relative(path, from: folder) == way)
    #expect(BookPath.help(path, from: folder).contains("`\"\(way)\"`"))
  }

  @Test func `where the folder's own place is not known, the form is shown`() {
    #expect(BookPath.help("/x/a.csv", from: "book").contains("`\"../exports/calls.csv\"`"))
    #expect(BookPath.help("~/a.csv", from: "/b").contains("`\"data/calls.csv\"`"))
  }
}
