import CXlsxWriter
import MeritReport

/// The library's formats of one workbook, one for each style; the workbook owns and frees them.
@safe struct CellFormats {
  private let byStyle: [CellStyle: UnsafeMutablePointer<lxw_format>]
  private let byTone: [Tone: UnsafeMutablePointer<lxw_format>]

  /// Makes every format that a report can use, always in one order, so that bytes repeat.
  init(_ workbook: UnsafeMutablePointer<lxw_workbook>, path: String) throws(ExcelError) {
    var styles: [CellStyle: UnsafeMutablePointer<lxw_format>] = unsafe [:]
    for format in CellFormat.allCases {
      for look in CellLook.allCases {
        guard let made = unsafe workbook_add_format(workbook) else {
          throw .cannotStart(path: path)
        }
        unsafe CellFormats.set(format, made)
        unsafe CellFormats.set(look, made)
        // Left-aligned texts keep off the numbers of the column before.
        if [.text, .wrapped].contains(format), [.plain, .header, .total].contains(look) {
          unsafe format_set_indent(made, 1)
        }
        if format == .text, look == .result {
          unsafe format_set_align(made, UInt8(LXW_ALIGN_CENTER.rawValue))
        }
        unsafe styles[CellStyle(format, look)] = unsafe made
      }
    }
    var tones: [Tone: UnsafeMutablePointer<lxw_format>] = unsafe [:]
    for tone in Tone.allCases {
      guard let made = unsafe workbook_add_format(workbook) else { throw .cannotStart(path: path) }
      unsafe format_set_bg_color(made, CellFormats.fill(tone))
      unsafe format_set_font_color(made, CellFormats.ink(tone))
      unsafe tones[tone] = unsafe made
    }
    unsafe byStyle = unsafe styles
    unsafe byTone = unsafe tones
  }

  /// The format of a style.
  subscript(style: CellStyle) -> UnsafeMutablePointer<lxw_format>? { unsafe byStyle[style] }

  /// The format of a highlight.
  subscript(tone: Tone) -> UnsafeMutablePointer<lxw_format>? { unsafe byTone[tone] }

  private static func set(_ format: CellFormat, _ made: UnsafeMutablePointer<lxw_format>) {
    unsafe format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    switch format {
    case .text: break
    case .id:
      unsafe format_set_num_format(made, "@")
      unsafe format_set_indent(made, 1)
    case .wrapped: unsafe format_set_text_wrap(made)
    case .count: unsafe format_set_num_format(made, "#,##0")
    case .money: unsafe format_set_num_format(made, "#,##0.00;[Red]-#,##0.00")
    case .points: unsafe format_set_num_format(made, "0.00")
    case .percent: unsafe format_set_num_format(made, "0.00%")
    case .number: unsafe format_set_num_format(made, "#,##0.00####")
    case .date: unsafe format_set_num_format(made, "yyyy-mm-dd")
    }
  }

  private static func set(_ look: CellLook, _ made: UnsafeMutablePointer<lxw_format>) {
    switch look {
    case .plain: break
    case .title:
      unsafe format_set_bold(made)
      unsafe format_set_font_size(made, 16)
      unsafe format_set_font_color(made, 0x1F3864)
    case .subtitle: unsafe format_set_font_color(made, 0x595959)
    case .section:
      unsafe format_set_bold(made)
      unsafe format_set_font_size(made, 12)
      unsafe format_set_font_color(made, 0x1F3864)
    case .header:
      unsafe format_set_bold(made)
      unsafe format_set_bg_color(made, 0xD9E2F3)
      unsafe format_set_bottom(made, UInt8(LXW_BORDER_THIN.rawValue))
      unsafe format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    case .headerRight:
      unsafe set(.header, made)
      unsafe format_set_align(made, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .result:
      unsafe format_set_bold(made)
      unsafe format_set_bg_color(made, 0xF2F2F2)
    case .total:
      unsafe format_set_bold(made)
      unsafe format_set_top(made, UInt8(LXW_BORDER_THIN.rawValue))
    case .substituted:
      unsafe format_set_italic(made)
      unsafe format_set_font_color(made, 0x7F7F7F)
      unsafe format_set_align(made, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .link:
      unsafe format_set_font_color(made, 0x0563C1)
      unsafe format_set_underline(made, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    case .absent:
      unsafe format_set_italic(made)
      unsafe format_set_indent(made, 1)
      unsafe format_set_font_color(made, 0x7F7F7F)
    case .absentRight:
      unsafe set(.absent, made)
      unsafe format_set_align(made, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
  }

  private static func fill(_ tone: Tone) -> lxw_color_t {
    switch tone {
    case .best: 0xBDD7EE
    case .good: 0xDDEBF7
    case .middle: 0xFFF2CC
    case .poor: 0xF8CBAD
    }
  }

  private static func ink(_ tone: Tone) -> lxw_color_t {
    switch tone {
    case .best, .good: 0x1F3864
    case .middle: 0x7F6000
    case .poor: 0x833C0B
    }
  }
}
