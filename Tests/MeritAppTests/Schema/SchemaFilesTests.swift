import Foundation
import MeritApp
import MeritModel
import MeritPolicy
import TestSupport
import Testing

@Suite("the schemas for editors")
struct SchemaFilesTests {
  private static func place(_ file: SchemaFiles.File) -> URL {
    ShippedFiles.project.appendingPathComponent(file.path)
  }

  @Test("they are written from the shapes that the readers use", arguments: SchemaFiles.all)
  func current(file: SchemaFiles.File) throws {
    let isCurrent = try Data(contentsOf: Self.place(file)) == Data(file.text.utf8)
    #expect(isCurrent, "\(file.path) is stale: swift run merit-dev generate")
  }

  @Test("shapes and forms of texts have names of their own", arguments: SchemaFiles.all)
  func names(file: SchemaFiles.File) throws {
    guard
      case .object(let members)? = JSONReader.read(Array(file.text.utf8), file: "").valid?
        .content, case .object(let definitions)? = members.last?.node.content
    else {
      Issue.record("\(file.path) is no object that ends with its definitions")
      return
    }
    #expect(Set(definitions.map(\.key)).count == definitions.count)
    #expect(members.last?.key == "$defs")
  }

  @Test("every example of a key is JSON", arguments: SchemaFiles.all)
  func examples(file: SchemaFiles.File) {
    for shape in file.root.reachable {
      for key in shape.keys {
        guard let example = key.example else { continue }
        #expect(JSONValue(json: example) != nil, "\(shape.name).\(key.name): \(example)")
      }
    }
  }

  @Test(
    "every example of a key fits where it stands",
    .enabled(if: SchemaValidator.isThere, Comment(rawValue: SchemaValidator.skipped)),
    arguments: SchemaFiles.all)
  func exampleFits(file: SchemaFiles.File) async throws {
    let examples = try await SchemaValidator.examples(Self.place(file))
    #expect(examples.count > 10)
    for (example, fault) in examples { #expect(fault == "", "\(example)") }
  }

  @Test(
    "all policies and books of the project fit them",
    .enabled(if: SchemaValidator.isThere, Comment(rawValue: SchemaValidator.skipped)))
  func shipped() async throws {
    let files = [ShippedFiles.policies, ShippedFiles.books]
    for (schema, files) in zip(SchemaFiles.all, files) {
      let faults = try await SchemaValidator.faults(Self.place(schema), files)
      #expect(faults.count == files.count && files.count >= 15)
      for (file, fault) in faults.sorted(by: { $0.key < $1.key }) {
        #expect(fault == "", "\(file)")
      }
    }
  }
}

/// A book of the files of a folder of the project, so that its readers can be watched.
@Suite("readers and shapes of the book know the same keys")
struct BookShapeTests {
  private static func audit() throws -> ShapeAudit {
    let audit = ShapeAudit()
    for file in ShippedFiles.books {
      _ = try BookReader.read(
        file.deletingLastPathComponent().path, files: LocalFileSystem(), audit: audit)
    }
    return audit
  }

  @Test("every key of a shape is read, and every key that is read is in the shape")
  func agree() throws {
    for sentence in try Self.audit().disagreements { Issue.record("\(sentence)") }
  }

  @Test("a book of the project uses every shape")
  func used() throws {
    let opened = try Self.audit().shapes
    #expect(ObjectShape.book.reachable.map(\.name).filter { opened[$0] == nil } == [])
  }
}
