import Foundation
import MeritPolicy
import TestSupport
import Testing

@Suite("readers and shapes know the same keys")
struct ShapeAuditTests {
  private static func audit() throws -> ShapeAudit {
    let audit = ShapeAudit()
    #expect(ShippedFiles.policies.count >= 15)
    for file in ShippedFiles.policies {
      let bytes = [UInt8](try Data(contentsOf: file))
      _ = PolicyCompiler.compile(bytes, file: file.lastPathComponent, audit: audit)
    }
    return audit
  }

  @Test func `every key of a shape is read, and every key that is read is in the shape`() throws {
    for sentence in try Self.audit().disagreements { Issue.record("\(sentence)") }
  }

  @Test func `a policy of the project uses every shape`() throws {
    let opened = try Self.audit().shapes
    let left = ObjectShape.policy.reachable.map(\.name).filter { opened[$0] == nil }
    // A label of several languages is read without its shape, which only the schema needs.
    #expect(left == ["label"])
  }

  @Test func `every key and every shape says what it is in one sentence`() {
    for shape in ObjectShape.policy.reachable {
      #expect(shape.sentence.hasSuffix("."), "\(shape.name)")
      for key in shape.keys {
        #expect(key.sentence.hasSuffix("."), "\(shape.name).\(key.name)")
      }
    }
  }

  @Test func `a shape names each key once, and only keys of its own beside them`() {
    for shape in ObjectShape.policy.reachable {
      let names = shape.keys.map(\.name)
      #expect(Set(names).count == names.count, "\(shape.name)")
      #expect(Set(shape.keys.flatMap(\.beside)).isSubset(of: names), "\(shape.name)")
    }
  }

  @Test func `shapes of one name are one shape`() {
    let shapes = ObjectShape.policy.reachable
    for shape in shapes {
      for inner in shape.keys.flatMap(\.value.objects) {
        let twin = shapes.first { $0.name == inner.name }
        #expect(twin?.sentence == inner.sentence && twin?.keys.count == inner.keys.count)
      }
    }
  }
}
