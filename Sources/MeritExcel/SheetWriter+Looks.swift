import CXlsxWriter
import MeritReport

extension SheetWriter {
  /// Writes a highlight; a block without rows is left out by the report.
  func write(_ highlight: Highlight) throws(ExcelError) {
    var rule = unsafe lxw_conditional_format()
    switch highlight.rule {
    case .bar:
      unsafe rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      unsafe rule.bar_color = 0x9DC3E6
      unsafe rule.bar_solid = 1
      unsafe rule.data_bar_2010 = 1
      unsafe rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      unsafe rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_MAXIMUM.rawValue)
      try unsafe apply(&rule, to: highlight.range)
    case .text(let text, let tone):
      unsafe rule.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      unsafe rule.format = unsafe formats[tone]
      let cell = CellName.cell(
        highlight.range.rows.lowerBound, highlight.range.columns.lowerBound)
      try unsafe apply(
        &rule, formula: "=EXACT(\(cell),\(CellName.literal(text)))", to: highlight.range)
    case .beyondPercent(let percent):
      unsafe rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      unsafe rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_NOT_BETWEEN.rawValue)
      unsafe rule.min_value = Double(-percent) / 100
      unsafe rule.max_value = Double(percent) / 100
      unsafe rule.format = unsafe formats[Tone.poor]
      try unsafe apply(&rule, to: highlight.range)
    }
  }

  private func apply(
    _ rule: inout lxw_conditional_format, formula: String, to range: CellRange
  ) throws(ExcelError) {
    let code = unsafe formula.withCString { text in
      unsafe rule.value_string = UnsafeMutablePointer(mutating: text)
      return unsafe conditional(range, &rule)
    }
    unsafe rule.value_string = nil
    try check(code, "highlight")
  }

  private func apply(
    _ rule: inout lxw_conditional_format, to range: CellRange
  ) throws(ExcelError) {
    try check(unsafe conditional(range, &rule), "highlight")
  }

  private func conditional(
    _ range: CellRange, _ rule: inout lxw_conditional_format
  ) -> lxw_error {
    unsafe worksheet_conditional_format_range(
      handle, UInt32(range.rows.lowerBound), UInt16(range.columns.lowerBound),
      UInt32(range.rows.upperBound), UInt16(range.columns.upperBound), &rule)
  }

  /// Writes a chart with its title, its numbers beside the shapes, and no legend where one series
  /// needs none.
  func write(_ chart: Chart) throws(ExcelError) {
    guard let made = unsafe workbook_add_chart(workbook, Self.type(chart.kind)),
      let series = unsafe chart_add_series(made, nil, nil)
    else { throw .refused(path: path, act: "add chart", reason: chart.title) }
    unsafe chart_series_set_categories(
      series, chart.sheet, UInt32(chart.categories.rows.lowerBound),
      UInt16(chart.categories.columns.lowerBound), UInt32(chart.categories.rows.upperBound),
      UInt16(chart.categories.columns.upperBound))
    unsafe chart_series_set_values(
      series, chart.sheet, UInt32(chart.values.rows.lowerBound),
      UInt16(chart.values.columns.lowerBound), UInt32(chart.values.rows.upperBound),
      UInt16(chart.values.columns.upperBound))
    unsafe chart_series_set_name(series, chart.valueName)
    unsafe chart_series_set_labels(series)
    unsafe chart_title_set_name(made, chart.title)
    if let unit = chart.unit, let axis = unsafe made.pointee.y_axis {
      unsafe chart_axis_set_major_unit(axis, Double(unit))
    }
    if chart.kind == .pie {
      unsafe chart_series_set_labels_percentage(series)
    } else {
      var fill = lxw_chart_fill(color: 0x2E75B6, none: 0, transparency: 0)
      unsafe chart_series_set_fill(series, &fill)
      unsafe chart_legend_set_position(made, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    }
    try check(
      unsafe worksheet_insert_chart(handle, UInt32(chart.row), UInt16(chart.column), made),
      "insert chart")
  }

  private static func type(_ kind: ChartKind) -> UInt8 {
    switch kind {
    case .column: UInt8(LXW_CHART_COLUMN.rawValue)
    case .bar: UInt8(LXW_CHART_BAR.rawValue)
    case .pie: UInt8(LXW_CHART_PIE.rawValue)
    }
  }
}
