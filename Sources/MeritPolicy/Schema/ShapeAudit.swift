/// Writes down which keys the readers ask for, so that a test can compare them with the shapes.
package final class ShapeAudit {
  /// The shapes that readers opened, by name.
  package private(set) var shapes: [String: ObjectShape] = [:]
  /// The keys that readers asked for in each shape; whether each was asked for as required.
  package private(set) var keys: [String: [String: Bool]] = [:]

  /// Makes an audit that has seen nothing.
  package init() {}

  func opened(_ shape: ObjectShape) {
    shapes[shape.name] = shape
  }

  func asked(_ key: String, of shape: ObjectShape, isRequired: Bool) {
    guard shape.members == nil || shape.key(key) != nil else { return }
    let before = keys[shape.name]?[key] ?? false
    keys[shape.name, default: [:]][key] = before || isRequired
  }

  /// What readers and shapes do not agree on, each as a sentence.
  package var disagreements: [String] {
    shapes.values.flatMap(disagreements).sorted()
  }

  private func disagreements(_ shape: ObjectShape) -> [String] {
    let asked = keys[shape.name] ?? [:]
    let unread = shape.keys.filter { !$0.isRemark && asked[$0.name] == nil }
      .map { "nobody reads the key `\($0.name)` of the shape `\(shape.name)`" }
    let others = asked.compactMap { name, isRequired -> String? in
      guard let key = shape.key(name) else {
        return "the shape `\(shape.name)` lacks the key `\(name)`, which a reader asks for"
      }
      guard key.isRequired != isRequired else { return nil }
      return "the key `\(name)` of the shape `\(shape.name)` is required for one side only"
    }
    return unread + others
  }
}
