/// The encodings in which exports are read; the raw value is the name in merit.json.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case utf32LittleEndian = "utf-32le"
  case utf32BigEndian = "utf-32be"
  case gb18030
  case gbk
  case big5
  case big5HongKong = "big5-hkscs"
  case shiftJIS = "shift-jis"
  case eucJP = "euc-jp"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"

  /// Finds an encoding by its name or one of its other names, whatever case and marks.
  package init?(named name: String) {
    let wanted = TextEncoding.folded(name)
    let others = TextEncoding.otherNames.first { $0.names.contains(wanted) }?.encoding
    let found = TextEncoding.allCases.first { TextEncoding.folded($0.rawValue) == wanted }
    guard let encoding = found ?? others else { return nil }
    self = encoding
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
  }

  private static let otherNames: [(encoding: TextEncoding, names: Set<String>)] = [
    (.gbk, ["cp936", "windows936"]), (.gb18030, ["gb2312", "euccn"]),
    (.big5, ["cp950", "big5eten"]), (.big5HongKong, ["hkscs"]),
    (.shiftJIS, ["sjis", "cp932", "windows31j", "ms932"]), (.windows1252, ["cp1252"]),
    (.latin1, ["latin1"]),
  ]

  /// The byte order mark of the encoding; empty where it has none.
  package var mark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .utf32LittleEndian: [0xFF, 0xFE, 0, 0]
    case .utf32BigEndian: [0, 0, 0xFE, 0xFF]
    default: []
    }
  }

  /// The bytes that are passed over where one cannot be decoded.
  var unit: Int {
    switch self {
    case .utf16LittleEndian, .utf16BigEndian: 2
    case .utf32LittleEndian, .utf32BigEndian: 4
    default: 1
    }
  }

  /// The name that the system's converter knows.
  var converterName: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .utf32LittleEndian: "UTF-32LE"
    case .utf32BigEndian: "UTF-32BE"
    case .gb18030: "GB18030"
    case .gbk: "GBK"
    case .big5: "BIG5"
    case .big5HongKong: "BIG5-HKSCS"
    case .shiftJIS: "CP932"
    case .eucJP: "EUC-JP"
    case .windows1252: "CP1252"
    case .latin1: "ISO-8859-1"
    }
  }

  /// The encoding whose byte order mark a file begins with; the longer mark wins.
  package static func marked(_ head: [UInt8]) -> TextEncoding? {
    allCases.filter { !$0.mark.isEmpty && head.starts(with: $0.mark) }
      .max { $0.mark.count < $1.mark.count }
  }
}

extension TextEncoding: CustomStringConvertible {
  /// The name as people write it: `UTF-8`, `GB18030`.
  package var description: String {
    switch self {
    case .windows1252: "Windows-1252"
    case .utf16LittleEndian: "UTF-16 LE"
    case .utf16BigEndian: "UTF-16 BE"
    case .utf32LittleEndian: "UTF-32 LE"
    case .utf32BigEndian: "UTF-32 BE"
    case .shiftJIS: "Shift-JIS"
    case .big5: "Big5"
    case .big5HongKong: "Big5-HKSCS"
    default: rawValue.uppercased()
    }
  }
}
