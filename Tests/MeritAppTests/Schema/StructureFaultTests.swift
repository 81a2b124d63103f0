import Foundation
import MeritApp
import MeritModel
import MeritPolicy
import TestSupport
import Testing

/// Policies of the project with one fault of structure each: the reader and the schema must both
/// refuse every one.
@Suite("faults of structure are refused by the reader and by the schema")
struct StructureFaultTests {
  private static let sources = [
    "Tests/MeritPolicyTests/Fixtures/every-shape.policy.json",
    "Tests/MeritPolicyTests/Fixtures/telesales-example.policy.json",
  ]

  @Test(
    "an unknown key, a missing one, a value of another type",
    .enabled(if: SchemaValidator.isThere, Comment(rawValue: SchemaValidator.skipped)))
  func refused() async throws {
    try await BookRunner.withFolder { folder in
      var mutants: [String: Mutant] = [:]
      for mutant in try Self.mutants() {
        let file = folder.appendingPathComponent("\(mutants.count).json")
        try Data(mutant.text.utf8).write(to: file)
        mutants[file.path] = mutant
        let checked = PolicyCompiler.compile(Array(mutant.text.utf8), file: "p")
        let codes = Set(checked.diagnostics.filter { $0.severity == .error }.map(\.code))
        #expect(!mutant.codes.isDisjoint(with: codes), "\(mutant.name): \(codes)")
      }
      #expect(mutants.count > 300)
      let schema = ShippedFiles.project.appendingPathComponent(SchemaFiles.all[0].path)
      let faults = try await SchemaValidator.faults(
        schema, mutants.keys.sorted().map(URL.init(fileURLWithPath:)))
      for (path, mutant) in mutants {
        #expect(faults[path]?.isEmpty == false, "the schema takes: \(mutant.name)")
      }
    }
  }

  private static func mutants() throws -> [Mutant] {
    var mutants: [Mutant] = []
    var seen: Set<String> = []
    for source in sources {
      let file = ShippedFiles.project.appendingPathComponent(source)
      let bytes = [UInt8](try Data(contentsOf: file))
      let root = try #require(JSONReader.read(bytes, file: source).valid)
      var maker = MutantMaker(root: root, seen: seen)
      maker.visit(root, .policy, [])
      seen = maker.seen
      mutants += maker.mutants
    }
    return mutants
  }
}

/// A policy with one fault.
struct Mutant {
  let name: String
  let text: String
  /// The codes of which the reader must give one.
  let codes: Set<DiagnosticCode>
}

/// Makes one mutant for each key of each shape and kind of fault.
struct MutantMaker {
  let root: JSONNode
  var seen: Set<String>
  private(set) var mutants: [Mutant] = []

  init(root: JSONNode, seen: Set<String>) {
    self.root = root
    self.seen = seen
  }

  mutating func visit(_ node: JSONNode, _ shape: ObjectShape, _ path: [String]) {
    guard case .object(let members) = node.content else { return }
    if shape.members == nil {
      add("\(shape.name) with an unknown key", path, [.unknownKey]) {
        .object($0 + [("zzz_unknown", .whole(1))])
      }
    }
    for member in members {
      if let key = shape.key(member.key) {
        if key.isRequired {
          add("\(shape.name) without \(key.name)", path, [.missingKey]) { members in
            .object(members.filter { $0.0 != key.name })
          }
        }
        add("\(shape.name).\(key.name) of another type", path, Mutant.otherType) { members in
          .object(members.map { $0.0 == key.name ? ($0.0, .array([.array([])])) : $0 })
        }
        visit(member.node, key.value, path + [member.key])
      } else if let value = shape.members?.value {
        visit(member.node, value, path + [member.key])
      }
    }
  }

  private mutating func visit(_ node: JSONNode, _ value: ValueShape, _ path: [String]) {
    switch (node.content, value) {
    case (.object, .object(let shape)): visit(node, shape, path)
    case (.array(let items), .list(let item, _)):
      for (index, node) in items.enumerated() { visit(node, item, path + ["\(index)"]) }
    case (_, .either(let values)):
      for value in values { visit(node, value, path) }
    default: break
    }
  }

  private mutating func add(
    _ name: String, _ path: [String], _ codes: Set<DiagnosticCode>,
    _ change: ([(String, JSONValue)]) -> JSONValue
  ) {
    guard seen.insert(name).inserted else { return }
    let text = JSONValue(root).changed(path[...], change).text
    mutants.append(
      Mutant(name: "\(name) at /\(path.joined(separator: "/"))", text: text, codes: codes))
  }
}

extension Mutant {
  static let otherType: Set<DiagnosticCode> = [.wrongShape, .unknownChoice, .missingKey]
}

extension JSONValue {
  /// The value with the object at a path changed.
  fileprivate func changed(
    _ path: ArraySlice<String>, _ change: ([(String, JSONValue)]) -> JSONValue
  ) -> JSONValue {
    switch self {
    case .object(let members):
      guard let first = path.first else { return change(members) }
      return .object(
        members.map { $0.0 == first ? ($0.0, $0.1.changed(path.dropFirst(), change)) : $0 })
    case .array(let items):
      guard let index = path.first.flatMap({ Int($0) }) else { return self }
      return .array(
        items.enumerated().map {
          $0.offset == index ? $0.element.changed(path.dropFirst(), change) : $0.element
        })
    default: return self
    }
  }
}
