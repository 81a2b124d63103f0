package import MeritImport

extension BookDraft {
  /// A table for people: file, input, encoding, profile.
  package var table: String {
    var table = TextTable(header: ["file", "input", "encoding", "profile"], numbers: [])
    for export in exports {
      let weighed = export.inspection.isCertain ? "" : " (weighed)"
      table.append([
        export.file, export.input ?? "-",
        (export.inspection.encoding?.description ?? "-") + weighed, export.profile ?? "-",
      ])
    }
    return table.text
  }

  /// The same for scripts.
  package var json: JSONValue {
    .array(
      exports.map { export in
        .object([
          ("file", .text(export.file)), ("input", JSONValue(export.input)),
          ("encoding", JSONValue(export.inspection.encoding?.rawValue)),
          ("profile", JSONValue(export.profile)),
        ])
      })
  }
}

extension FileInspection {
  /// What the file shows, for people; the cells are left out where they may not be shown.
  package func text(isRedacted: Bool) -> String {
    var lines = ["\(file): \(size) bytes"]
    let weighed = isCertain ? "" : ", the likeliest; state it in merit.json"
    lines.append("encoding: \(encoding.map { "\($0)\(weighed)" } ?? "not known")")
    lines += isRedacted ? [] : proposals.map { "  \($0.words)" }
    if !dialect.isEmpty { lines.append("form: \(dialect)") }
    if let form {
      let known = ShippedProfiles.forms[form].profile
      lines.append("profile: \(known.id), \(known.title)")
    }
    guard !columns.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    var table = TextTable(header: ["", "column", "means", "empty", "cells"], numbers: [0, 3])
    for (place, column) in columns.enumerated() {
      table.append([
        "\(place + 1)", column.name, ShippedProfiles.words.meaning(of: column.name) ?? "",
        "\(column.empty)", isRedacted ? "" : column.samples.joined(separator: " | "),
      ])
    }
    lines.append("the first \(rows) rows:")
    return lines.joined(separator: "\n") + "\n" + table.text
  }

  /// The same for scripts.
  package func json(isRedacted: Bool) -> JSONValue {
    .object([
      ("file", .text(file)), ("bytes", .whole(size)),
      ("encoding", JSONValue(encoding?.rawValue)), ("certain", .flag(isCertain)),
      ("proposals", .array(isRedacted ? [] : proposals.map { .text($0.words) })),
      ("form", .text(dialect)),
      ("profile", JSONValue(form.map { ShippedProfiles.forms[$0].profile.id })),
      ("rows", .whole(rows)),
      (
        "columns",
        .array(
          columns.map { column in
            .object([
              ("name", .text(column.name)),
              ("means", JSONValue(ShippedProfiles.words.meaning(of: column.name))),
              ("empty", .whole(column.empty)),
              ("cells", .array(isRedacted ? [] : column.samples.map { .text($0) })),
            ])
          })
      ),
    ])
  }
}
