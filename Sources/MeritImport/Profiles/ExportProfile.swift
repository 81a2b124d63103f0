internal import MeritModel

/// What is known of the exports of one program.
package struct ExportProfile: Sendable {
  /// The name in merit.json.
  package let id: String
  package let title: String
  /// The forms in which it exports, the first that fits a file counts.
  package let forms: [ProfileForm]

  /// Makes a profile.
  package init(id: String, title: String, forms: [ProfileForm]) {
    self.id = id
    self.title = title
    self.forms = forms
  }
}

/// One form in which a program exports: how its files look and are written, and what its columns
/// mean.
package struct ProfileForm: Sendable {
  /// The table that it gives, by its usual name in policies: `calls`.
  package let table: String
  package let looks: ProfileLooks
  package var dialect: DialectSettings
  /// How several lines become one row; nil where each is one.
  package let fold: RowFold?
  /// The meaning of the time by which the latest of several rows with one key is told.
  package let latestBy: String?
  /// Where a meaning stands, in the order in which the places are tried.
  package let columns: [String: [ColumnSource]]

  /// Makes a form.
  package init(
    table: String, looks: ProfileLooks, dialect: DialectSettings = DialectSettings(),
    fold: RowFold? = nil, latestBy: String? = nil, columns: [String: [ColumnSource]] = [:]
  ) {
    self.table = table
    self.looks = looks
    self.dialect = dialect
    self.fold = fold
    self.latestBy = latestBy
    self.columns = columns
  }
}

/// By what a file of a form is recognised.
package enum ProfileLooks: Hashable, Sendable {
  /// The header holds these names.
  case header([String])
  /// There is no header; every row has so many fields, and of some fields, from 1, these values.
  case cells(fields: ClosedRange<Int>, values: [Int: Set<String>])

  /// The names that the header must hold.
  package var names: [String] {
    if case .header(let names) = self { names } else { [] }
  }
}

/// What the book says of the program that made the files of a table.
package struct ProfileUse: Sendable {
  /// The forms that its files may have; empty where only the names of columns are known.
  package var forms: [ProfileForm]
  /// What columns are called.
  package let words: ColumnWords

  /// Makes a use.
  package init(forms: [ProfileForm], words: ColumnWords) {
    self.forms = forms
    self.words = words
  }

  /// Where the column of a meaning stands in a file; nil where the file does not hold it, or holds
  /// several that could be meant.
  func mapping(
    of meaning: String, for column: ContractColumn, _ form: ProfileForm?, _ header: [String]
  ) -> ColumnSource? {
    let names = Set(header.map(ColumnName.folded))
    if let form {
      let places = form.columns[meaning] ?? []
      return places.first { $0.cells.names.allSatisfy { names.contains(ColumnName.folded($0)) } }
        .map { $0.fitted(to: column) }
    }
    guard !names.contains(ColumnName.folded(column.name)) else { return nil }
    let found = header.filter { words.meaning(of: $0) == meaning }
    return found.count == 1 ? ColumnSource(.named(found[0])) : nil
  }
}

extension CellSource {
  /// The names of the columns that hold the cells.
  package var names: [String] {
    switch self {
    case .named(let name): [name]
    case .joined(let names): names
    case .numbered, .constant: []
    }
  }
}

extension ColumnSource {
  /// The mapping without what does not fit the kind of a column.
  fileprivate func fitted(to column: ContractColumn) -> ColumnSource {
    var source = self
    let fits = (values ?? [:]).values.allSatisfy { value in
      switch value {
      case .flag: column.kind == .flag
      case .number: column.kind.isNumeric
      case .text(let text):
        if case .choice(let names) = column.kind {
          names.contains(text.string)
        } else {
          column.kind.isText
        }
      case .day, .moment, .grade: false
      }
    }
    if !fits { source.values = nil }
    if ![.date, .datetime, .month].contains(column.kind) {
      (source.formats, source.timeZone) = ([], nil)
    }
    if column.kind == .date || column.kind == .month { source.timeZone = nil }
    return source
  }
}

extension TableSource {
  /// The source with the columns of a file that the profile maps and the book does not.
  package func mapped(
    _ contract: TableContract, _ form: ProfileForm?, header: [String]
  ) -> TableSource {
    guard let profile else { return self }
    var source = self
    for (place, column) in contract.columns.enumerated() where columns[column.name] == nil {
      let meaning = profile.meaning(of: column.name, isOwner: place == contract.owner)
      source.columns[column.name] = profile.mapping(of: meaning, for: column, form, header)
    }
    return source
  }
}

extension ProfileUse {
  /// What a column of a policy means; the owner is a person, whatever the column is called.
  func meaning(of name: String, isOwner: Bool) -> String {
    words.meaning(of: name) ?? (isOwner ? "employee_id" : name)
  }
}
