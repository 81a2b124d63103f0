import MeritModel

extension FindingCollector {
  /// The figures that a person has besides those that the policy defines.
  private static let figuresOfPeople: Set<String> = [
    "score", "grade", "bonus", "rank_company", "rank_department", "rank_team", "rank_role",
  ]

  /// Reports a definition that would stand in the lists of figures under the name of another one.
  func refuseFigureName(_ declaration: Declaration, _ member: JSONMember) {
    let name = declaration.name
    guard Self.figuresOfPeople.contains(name), declaration.scopes.contains(.employee),
      let grain = declaration.grains.first
    else { return }
    report(
      .definedTwice,
      "`\(name)` is the figure of each person that plans bind or Merit counts, and no name to give",
      member.keyRange, pointer: member.node.pointer,
      help:
        "take another name, for example `\"\(grain.rawValue.replacing("-", with: "_"))_\(name)\"`")
  }
}
