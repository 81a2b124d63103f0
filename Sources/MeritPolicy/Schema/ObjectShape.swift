/// Describes one object of the language: which keys may stand in it and what each of them holds.
///
/// A reader opens an object with its shape, and the schema for editors is written from the same
/// values, so neither can know a key that the other does not.
package struct ObjectShape: Sendable {
  /// What a choice among keys asks for.
  package enum Choice: Sendable {
    case exactlyOne([String])
    case atLeastOne([String])
    case atMostOne([String])
    /// Beside the first key exactly one of the others.
    case exactlyOneBeside(String, [String])
  }

  /// The name of the shape among the definitions of the schema.
  package let name: String
  /// What the object is, in one sentence.
  package let sentence: String
  /// The keys that have a fixed name.
  package let keys: [ShapeKey]
  /// What the members hold that the author names; nil where all names are fixed.
  package let members: MemberShape?
  /// Which keys exclude or need each other.
  package let choices: [Choice]

  /// Describes an object of fixed keys.
  package init(
    _ name: String, _ sentence: String, _ keys: [ShapeKey], and more: [ShapeKey]...,
    members: MemberShape? = nil, choices: [Choice] = []
  ) {
    self.name = name
    self.sentence = sentence
    self.keys = keys + more.joined()
    self.members = members
    self.choices = choices
  }

  /// Describes an object whose members the author names.
  package init(_ name: String, _ sentence: String, members: MemberShape) {
    self.init(name, sentence, [], members: members)
  }

  /// The key of a name, if it is one of the fixed ones.
  package func key(_ name: String) -> ShapeKey? {
    keys.first { $0.name == name }
  }

  /// Says whether a key may stand beside the others that are there.
  func allows(_ key: String, beside present: [String]) -> Bool {
    guard let known = self.key(key) else { return members != nil }
    return known.beside.isEmpty || known.beside.contains { present.contains($0) }
  }
}

/// Describes one key of an object.
package struct ShapeKey: Sendable {
  package let name: String
  package let value: ValueShape
  /// What the key says, in one sentence; an editor shows it.
  package let sentence: String
  package let isRequired: Bool
  /// The keys of which one must stand in the object too; empty where the key needs none.
  package let beside: [String]
  /// A value as it may be written, as JSON text.
  package let example: String?
  /// What to do where the required key is missing.
  package let help: String?
  /// True where the key says something to people only and no reader asks for it.
  package let isRemark: Bool

  /// A key that must stand there, or must where one of `beside` stands.
  package static func required(
    _ name: String, _ value: ValueShape, _ sentence: String, beside: [String] = [],
    example: String? = nil, help: String? = nil
  ) -> ShapeKey {
    ShapeKey(
      name: name, value: value, sentence: sentence, isRequired: true, beside: beside,
      example: example, help: help, isRemark: false)
  }

  /// A key that may stand there.
  package static func optional(
    _ name: String, _ value: ValueShape, _ sentence: String, beside: [String] = [],
    example: String? = nil
  ) -> ShapeKey {
    ShapeKey(
      name: name, value: value, sentence: sentence, isRequired: false, beside: beside,
      example: example, help: nil, isRemark: false)
  }

  /// A key for people, which is checked and otherwise left alone.
  package static func remark(
    _ name: String, _ value: ValueShape, _ sentence: String, example: String? = nil
  ) -> ShapeKey {
    ShapeKey(
      name: name, value: value, sentence: sentence, isRequired: false, beside: [],
      example: example, help: nil, isRemark: true)
  }
}

extension ShapeKey {
  /// What to do where the key is missing: its own words, else its example to paste.
  var helpWhereMissing: String {
    if help == nil, case .words(let words) = value, words.count > 1 {
      return "add `\"\(name)\": \"\(words[0])\"`; known: \(words.quotedJSON)"
    }
    return help ?? "add, for example, `\"\(name)\": \(example ?? "…")`"
  }

  /// The same key, to stand beside others.
  func beside(_ others: [String]) -> ShapeKey {
    ShapeKey(
      name: name, value: value, sentence: sentence, isRequired: isRequired, beside: others,
      example: example, help: help, isRemark: isRemark)
  }
}

/// Describes the members of an object whose names the author chooses.
package struct MemberShape: Sendable {
  package let value: ValueShape
  /// What a name looks like; nil where it may be any text.
  package let names: TextForm?

  /// Describes members.
  package init(_ value: ValueShape, names: TextForm? = nil) {
    self.value = value
    self.names = names
  }
}

extension ObjectShape {
  /// The shape and all that can stand inside of it, each once, in the order of their keys.
  package var reachable: [ObjectShape] {
    var found: [ObjectShape] = []
    collect(into: &found)
    return found
  }

  private func collect(into found: inout [ObjectShape]) {
    guard !found.contains(where: { $0.name == name }) else { return }
    found.append(self)
    for value in keys.map(\.value) + (members.map { [$0.value] } ?? []) {
      for shape in value.objects { shape.collect(into: &found) }
    }
  }
}

extension ValueShape {
  /// The objects that may stand here.
  package var objects: [ObjectShape] {
    switch self {
    case .object(let shape): [shape]
    case .list(let item, _): item.objects
    case .either(let values): values.flatMap(\.objects)
    case .text, .form, .words, .flag, .null, .number, .whole: []
    }
  }
}
