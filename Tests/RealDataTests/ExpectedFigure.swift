/// A figure that stands in a data set's own list of expected results.
struct ExpectedFigure: Hashable, CustomStringConvertible {
  var scope: String
  var id: String
  var figure: String
  var state = "present"
  var value: String

  var description: String { "\(scope) \(id) \(figure): \(state) \(value)" }

  /// The figures of one person or group, named as the expected file names them.
  ///
  /// `{num, den, value}` gives two figures: the exact quotient, and as `NAME_shown` its value to
  /// six decimals. A quotient by zero and `null` are not applicable.
  static func all(of entry: ExactJSON, scope: String, id: String, except: Set<String> = [])
    -> [ExpectedFigure]
  {
    entry.members.filter { !except.contains($0.key) }.flatMap { name, value in
      switch value {
      case .object:
        [
          quotient(value, scope, id, name),
          plain(value["value"], scope, id, name + "_shown"),
        ]
      case .null, .flag, .number, .text, .list: [plain(value, scope, id, name)]
      }
    }
  }

  private static func quotient(_ value: ExactJSON, _ scope: String, _ id: String, _ name: String)
    -> ExpectedFigure
  {
    guard let top = value["num"].words.flatMap(ExactFraction.init(decimal:)),
      let bottom = value["den"].words.flatMap(ExactFraction.init(decimal:)),
      bottom.numerator != 0
    else { return absent(scope, id, name) }
    return ExpectedFigure(scope: scope, id: id, figure: name, value: "\(top / bottom)")
  }

  private static func plain(_ value: ExactJSON, _ scope: String, _ id: String, _ name: String)
    -> ExpectedFigure
  {
    switch value {
    case .flag(let flag):
      return ExpectedFigure(scope: scope, id: id, figure: name, value: flag ? "true" : "false")
    case .number(let text), .text(let text):
      let number = ExactFraction(decimal: text).map(\.description)
      return ExpectedFigure(scope: scope, id: id, figure: name, value: number ?? text)
    case .null, .list, .object: return absent(scope, id, name)
    }
  }

  private static func absent(_ scope: String, _ id: String, _ name: String) -> ExpectedFigure {
    ExpectedFigure(scope: scope, id: id, figure: name, state: "not-applicable", value: "")
  }

  /// Ranks by keys, the greater the better: people equal in all keys share a rank.
  static func ranks(_ people: [(id: String, keys: [ExactFraction])], figure: String)
    -> [ExpectedFigure]
  {
    people.map { person in
      let better = people.filter { other in
        person.keys.lexicographicallyPrecedes(other.keys)
      }
      return ExpectedFigure(
        scope: "employee", id: person.id, figure: figure, value: "\(better.count + 1)")
    }
  }
}
