import MeritModel

extension DefinitionReading {
  /// Reads the section `claims`: keys and names are checked, the truth is not proved yet.
  func claims(_ node: JSONNode?) {
    for item in node.map(withIDs) ?? [] { claim(item) }
  }

  private func claim(_ node: JSONNode) {
    guard var reader = ObjectReader(node, .claim, findings) else { return }
    _ = reader.required("id").flatMap { findings.text($0) }
    _ = reader.optional("label").flatMap { findings.label($0) }
    let claims = ["neverLower", "always", "jumpsAtMost", "exactlyOne"]
    let made = claims.filter { reader.optional($0) != nil }
    if made.count != 1 {
      findings.report(
        .missingKey, made.isEmpty ? "the claim claims nothing" : "the claim makes several claims",
        at: node, help: "it has exactly one of \(claims.joined(separator: ", "))")
    }
    switch made.first {
    case "neverLower": neverLower(&reader, node)
    case "always": syntax(reader.optional("always"))
    case "jumpsAtMost":
      _ = reader.optional("jumpsAtMost").flatMap {
        findings.amount($0, currency: header.header.currency)
      }
      name(reader.required("in"))
      name(reader.required("along"))
    case "exactlyOne": syntax(reader.optional("exactlyOne"))
    default: reader.allow("whenMore", "whenAdding", "in", "along")
    }
    reader.finish()
  }

  private func neverLower(_ reader: inout ObjectReader, _ node: JSONNode) {
    name(reader.optional("neverLower"))
    let more = reader.optional("whenMore")
    let adding = reader.optional("whenAdding")
    name(more)
    _ = adding.flatMap { findings.text($0) }
    if (more == nil) == (adding == nil) {
      findings.report(
        .missingKey, "`neverLower` says when: with `whenMore` or with `whenAdding`", at: node)
    }
  }

  private func name(_ node: JSONNode?) {
    guard let node, let name = findings.text(node), names.declarations[name] == nil else { return }
    let near = nearest(to: name, among: names.declarations.keys)
    findings.report(
      .unknownName, "`\(name.shortened)` is defined nowhere", at: node,
      help: near.map { "did you mean `\($0)`?" })
  }

  private func syntax(_ node: JSONNode?) {
    guard let node, let text = findings.text(node) else { return }
    do { _ = try ExpressionParser.parse(text) } catch {
      findings.report(error.code, error.message, part: error.range, of: node, help: error.help)
    }
  }
}
