/// Names a node by the way to it from the root; made into a JSON pointer only when somebody asks.
///
/// The steps of all nodes share their beginnings, so a large file costs no more than its size.
package final class JSONPath: Sendable {
  /// A step from a node to one of its parts.
  package enum Step: Sendable {
    case key(String)
    case index(Int)
  }

  private let parent: JSONPath?
  /// The last step of the way.
  package let step: Step

  /// Makes the way to a part of the node at `parent`; nil is the root.
  package init(_ parent: JSONPath?, _ step: Step) {
    self.parent = parent
    self.step = step
  }

  /// The JSON pointer (RFC 6901) of the node that the way leads to.
  package var pointer: String {
    var steps = [step]
    var next = parent
    while let path = next {
      steps.append(path.step)
      next = path.parent
    }
    return steps.reversed().map(\.pointer).joined()
  }
}

extension JSONPath.Step {
  /// The step as a part of a JSON pointer, with its slash.
  package var pointer: String {
    switch self {
    case .index(let index): return "/\(index)"
    case .key(let key):
      guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
        return "/" + key
      }
      return key.reduce(into: "/") { text, character in
        switch character {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.append(character)
        }
      }
    }
  }
}
