import Crypto
package import MeritMeasure
import MeritModel
package import MeritReport

/// The accepted rows of each table in a period, as a sealed document: their number, a digest of all,
/// and, where the exports are not kept, short digests of blocks of rows, by which those that changed
/// are found again.
package struct SealedRows {
  static let name = "rows.csv"
  /// The digests of blocks for each person; with them a person and month stay well under 1 kB.
  static let blocksPerPerson = 64

  /// What is sealed of one table.
  package struct Table: Hashable {
    package let count: Int
    /// The sum over all rows, in which their order does not matter.
    let digest: String
    /// How many rows share a block, on average.
    package let spacing: Int
    /// In the order of the rows; none where the exports are kept.
    package let blocks: [UInt64]

    /// Says whether these are the rows that make up a sum.
    func holds(_ sum: RowSum) -> Bool { count == sum.count && digest == SealedRows.digest(sum) }
  }

  /// By the name of the table.
  package private(set) var tables: [String: Table] = [:]

  /// Takes in the sums of the accepted rows of tables.
  package init(_ sums: [String: RowSum]) {
    tables = sums.mapValues {
      Table(count: $0.count, digest: Self.digest($0), spacing: 1, blocks: [])
    }
  }

  /// Takes in the accepted rows of tables with blocks of them; `people` are those in the period.
  package init(_ prints: [String: RowPrints], people: Int) {
    var room = max(1, people) * Self.blocksPerPerson
    let sorted = prints.sorted { ($0.value.rows.count, $0.key) < ($1.value.rows.count, $1.key) }
    for (place, (table, rows)) in sorted.enumerated() {
      // Small tables leave their room to large ones.
      let share = max(1, room / (sorted.count - place))
      var spacing = 1
      while rows.rows.count > share * spacing { spacing *= 2 }
      let blocks = RowBlock.blocks(rows, spacing: spacing).map(\.digest)
      room -= blocks.count
      tables[table] = Table(
        count: rows.sum.count, digest: Self.digest(rows.sum), spacing: spacing, blocks: blocks)
    }
  }

  /// Reads the document back.
  package init(_ bytes: [UInt8]) {
    for fields in CSVLines(String(decoding: bytes, as: UTF8.self)).dropFirst()
    where fields.count == 5 {
      tables[fields[0]] = Table(
        count: Int(fields[1]) ?? 0, digest: fields[2], spacing: max(1, Int(fields[3]) ?? 1),
        blocks: fields[4].split(separator: " ").compactMap { UInt64($0, radix: 16) })
    }
  }

  /// The document.
  package var file: OutputFile {
    var text = CSVText(header: ["table", "rows", "digest", "spacing", "blocks"])
    for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
      text.append([
        name, String(table.count), table.digest, String(table.spacing),
        table.blocks.map { String($0, radix: 16) }.joined(separator: " "),
      ])
    }
    return OutputFile(path: Self.name, bytes: text.bytes)
  }

  /// 256 bits of some bytes.
  static func hash(_ bytes: [UInt8]) -> SIMD4<UInt64> {
    var words = SIMD4<UInt64>()
    for (place, byte) in SHA256.hash(data: bytes).enumerated() {
      words[place / 8] = words[place / 8] << 8 | UInt64(byte)
    }
    return words
  }

  fileprivate static func digest(_ sum: RowSum) -> String {
    sum.words.indices.map { String(sum.words[$0], radix: 16) }.joined(separator: "-")
  }
}

/// Neighbouring rows of one file with one digest.
///
/// Where a block ends follows from what its last row says, so that a row that comes or goes changes
/// its own block and leaves the others as they are.
package struct RowBlock: Hashable {
  package let digest: UInt64
  package let rows: [RowPrint]

  /// The blocks of rows that are in the order of files and lines.
  package static func blocks(_ prints: RowPrints, spacing: Int) -> [RowBlock] {
    var blocks: [RowBlock] = []
    var open: [RowPrint] = []
    func end() {
      if !open.isEmpty { blocks.append(RowBlock(open)) }
      open = []
    }
    for row in prints.rows {
      if let last = open.last, last.file != row.file { end() }
      open.append(row)
      if row.contents.isMultiple(of: UInt64(spacing)) { end() }
    }
    end()
    return blocks
  }

  private init(_ rows: [RowPrint]) {
    self.rows = rows
    let text = rows.map { String($0.contents, radix: 16) }.joined(separator: " ")
    // 48 bits name a block among thousands; what proves the rows is the sum of all.
    digest = SealedRows.hash(Array(text.utf8))[0] >> 16
  }
}
