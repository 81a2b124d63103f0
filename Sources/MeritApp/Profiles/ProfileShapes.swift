import MeritPolicy

extension ObjectShape {
  /// A file of Config/profiles.
  static let profile = ObjectShape(
    "profile", "What is known of the exports of one program.",
    [
      .required("profileFormat", .whole(least: 1, greatest: 1), "The format of the file."),
      .required("id", .text, "The name in merit.json."),
      .required("title", .text, "The name for people."),
      .remark("about", .text, "What one must know of the exports."),
      .optional("sources", .list(.text, atLeast: 1), "The public pages that describe them."),
      .optional("tables", .object(.profileTables), "The forms in which the program exports."),
      .optional("names", .object(.columnWords), "What exports of all kinds call columns."),
    ])

  static let profileTables = ObjectShape(
    "profileTables", "The forms in which the program exports.",
    members: MemberShape(.object(.profileTable)))

  static let columnWords = ObjectShape(
    "columnWords", "The names of columns by their meaning.",
    members: MemberShape(.list(.text, atLeast: 1)))

  static let profileTable = ObjectShape(
    "profileTable", "One form in which the program exports.",
    [
      .required("table", .text, "The usual name of the input in policies."),
      .required("looks", .object(.profileLooks), "By what a file is recognised."),
      .optional("dialect", .object(.dialect), "How the files are written."),
      .optional(
        "fold", .either([.words(["queue-log"]), .object(.legs)]), "How several lines become a row."),
      .optional("latestBy", .text, "The time that tells the latest of several rows with one key."),
      .required("columns", .object(.profileColumns), "Where each meaning stands."),
    ])

  static let profileLooks = ObjectShape(
    "profileLooks", "By what a file is recognised.",
    [
      .optional("header", .list(.text, atLeast: 1), "Names that the header holds."),
      .optional("fields", .object(.fieldCount), "How many fields a row has."),
      .optional("cells", .object(.knownCells), "What stands in some fields, by number."),
    ])

  static let fieldCount = ObjectShape(
    "fieldCount", "How many fields a row has.",
    [
      .required("least", .positive, "At least so many."),
      .required("greatest", .positive, "At most so many."),
    ])

  static let knownCells = ObjectShape(
    "knownCells", "The values of a field by its number.",
    members: MemberShape(.list(.text, atLeast: 1)))

  static let legs = ObjectShape(
    "legs", "Rows that are legs of one call.",
    [
      .required("legs", .text, "The column whose value they share."),
      .required("last", .list(.text, atLeast: 0), "The columns whose last value counts."),
    ])

  static let profileColumns = ObjectShape(
    "profileColumns", "Where each meaning stands; of several places the first that is there.",
    members: MemberShape(
      .either([.text, .object(.mapping), .list(.either([.text, .object(.mapping)]), atLeast: 1)])))
}
