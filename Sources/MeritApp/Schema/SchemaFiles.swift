package import MeritPolicy

/// The schemas that the project ships, by which editors complete and explain keys.
package enum SchemaFiles {
  /// A schema with its place in the project.
  package struct File: Sendable, CustomStringConvertible {
    package let path: String
    package let root: ObjectShape
    package let text: String

    /// The path.
    package var description: String { path }

    init(_ path: String, _ root: ObjectShape, title: String) {
      self.path = path
      self.root = root
      text = SchemaWriter.text(of: root, title: title)
    }
  }

  /// The schema of policies and that of merit.json.
  package static let all = [
    File("Config/policy.schema.json", .policy, title: "Merit policy"),
    File("Config/merit.schema.json", .book, title: "Merit book"),
  ]
}
