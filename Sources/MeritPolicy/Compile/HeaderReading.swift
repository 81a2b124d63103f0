import Foundation
import MeritModel

/// The head of a policy with what only the compiler needs of it.
struct HeaderParts {
  let header: PolicyHeader
  /// The rounding of each kind by name; a kind that is not listed stays exact.
  let roundings: [String: Rounding]
  /// Whether only the steps `round` round.
  let roundsAtPayment: Bool
}

/// Reads the section `policy`.
struct HeaderReading {
  let findings: FindingCollector

  /// Reads the head.
  func header(_ node: JSONNode) -> HeaderParts? {
    guard var reader = ObjectReader(node, .header, findings) else { return nil }
    let amendment = amendment(&reader)
    let retro = retro(&reader)
    let id = reader.required("id").flatMap { findings.text($0) }
    let version = reader.required("version").flatMap { findings.text($0) }
    let title = reader.required("title").flatMap { findings.label($0) }
    let effective = reader.required("effective").flatMap(self.effective)
    let currency = reader.required("currency").flatMap(findings.currency)
    let timeZone = reader.required("timeZone").flatMap(self.timeZone)
    let calendar = reader.optional("calendar").map(self.calendar) ?? .civil
    let leavers = reader.word("leavers")
    let roleChange = reader.word("roleChange")
    let rounding = reader.optional("rounding").map(self.roundings) ?? ([:], false)
    reader.finish()
    // Without these, what follows would be called wrong for no fault of its own.
    guard let effective, let currency else { return nil }
    var header = PolicyHeader(
      id: id ?? "", version: version ?? "", title: title ?? "", effectiveFrom: effective.lowerBound,
      effectiveTo: effective.upperBound, currency: currency, timeZone: timeZone ?? "",
      calendar: calendar, leaversHaveNoPlan: leavers == "no-plan",
      splitsByDays: roleChange == "split-by-days", retro: retro, amendment: amendment,
      place: findings.place(node))
    if let dates = node["effective"], let from = dates["from"], let to = dates["to"] {
      (header.fromPlace, header.toPlace) = (findings.place(from), findings.place(to))
    }
    return HeaderParts(header: header, roundings: rounding.0, roundsAtPayment: rounding.1)
  }

  private func amendment(_ reader: inout ObjectReader) -> Amendment? {
    let node = reader.optional("amends")
    var approvedOn: CalendarDay?
    if let node = reader.optional("approved"),
      var approved = ObjectReader(node, .approval, findings)
    {
      _ = approved.text("by")
      approvedOn = approved.optional("on").flatMap { findings.day($0) }
      _ = approved.text("document")
      approved.finish()
    }
    guard let node, let version = findings.text(node) else { return nil }
    return Amendment(version: version, approvedOn: approvedOn, place: findings.place(node))
  }

  private func retro(_ reader: inout ObjectReader) -> Retro? {
    guard let node = reader.optional("retro"), var retro = ObjectReader(node, .retro, findings)
    else { return nil }
    _ = retro.word("mode")
    let months = retro.optional("atMostMonths").flatMap { node -> Int? in
      guard let months = findings.whole(node) else { return nil }
      if months < 0 {
        findings.report(
          .wrongShape, "a number of months is not below 0", at: node,
          help: "write `\(-months)`")
      }
      return max(0, months)
    }
    retro.finish()
    return Retro(atMostMonths: months)
  }

  private func effective(_ node: JSONNode) -> ClosedRange<CalendarDay>? {
    guard var reader = ObjectReader(node, .effective, findings) else { return nil }
    let from = reader.required("from").flatMap { findings.day($0) }
    let to = reader.required("to").flatMap { findings.day($0) }
    reader.finish()
    guard let from, let to else { return nil }
    guard from <= to else {
      findings.report(
        .wrongShape, "`to` lies before `from`", at: node,
        help: "write `{ \"from\": \"\(to)\", \"to\": \"\(from)\" }`")
      return nil
    }
    return from...to
  }

  private func timeZone(_ node: JSONNode) -> String? {
    guard let name = findings.text(node) else { return nil }
    if isTimeZone(name) { return name }
    findings.report(
      .wrongShape, "`\(name.shortened)` is no time zone", at: node,
      help: "write its IANA name, as in `\"Asia/Shanghai\"` or `\"UTC\"`")
    return nil
  }

  private func calendar(_ node: JSONNode) -> PeriodCalendar {
    guard var reader = ObjectReader(node, .periodCalendar, findings) else { return .civil }
    let hasTenDays = reader.optional("tenDays").flatMap { findings.flag($0) } ?? false
    let day = reader.optional("monthStartsOn")
    let month = reader.optional("yearStartsIn")
    let isNamedByEnd = reader.word("namedBy") == "end"
    reader.finish()
    let dayNumber = day.flatMap { findings.whole($0) } ?? 1
    let monthNumber = month.flatMap { findings.whole($0) } ?? 1
    if let day, !(1...28).contains(dayNumber) {
      findings.report(
        .monthStartTooLate, "months start on a day from 1 to 28, not \(dayNumber)", at: day,
        help: "take a day that every month has, as `28`")
      return .civil
    }
    if let month, !(1...12).contains(monthNumber) {
      findings.report(
        .wrongShape, "years start in a month from 1 to 12", at: month,
        help: "write the number of the month, as `4` for April")
      return .civil
    }
    return PeriodCalendar(
      monthStartsOn: dayNumber, yearStartsIn: monthNumber, hasTenDays: hasTenDays,
      isNamedByEnd: isNamedByEnd)
  }

  private func roundings(_ node: JSONNode) -> ([String: Rounding], Bool) {
    guard var reader = ObjectReader(node, .roundings, findings) else { return ([:], false) }
    var roundings: [String: Rounding] = [:]
    let mode = reader.word("default")
    for member in reader.all() where member.key != "default" {
      guard let kind = Kind(name: member.key), kind.isNumeric else {
        findings.report(
          .unknownKey, "`\(member.key)` is no kind that is rounded", member.keyRange,
          pointer: member.node.pointer,
          help: findings.meant(
            by: member.key, among: Kind.names.filter { Kind(name: $0)?.isNumeric == true },
            else: "delete \(findings.quoted(member))"))
        continue
      }
      if case .some(.some(let rounding)) = rounding(member.node, kind) {
        roundings[member.key] = rounding
      }
    }
    return (roundings, mode == "at-payment")
  }

  private func rounding(_ node: JSONNode, _ kind: Kind) -> Rounding?? { findings.rounding(node) }
}

/// Reads the sections `calendars`, `gradeSets` and `constants`.
struct NamedValueReading {
  let names: NameTable
  let findings: FindingCollector

  /// Reads an office calendar.
  func calendar(_ name: String, _ node: JSONNode) -> OfficeCalendar? {
    guard var reader = ObjectReader(node, .officeCalendar, findings) else { return nil }
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    let workdaysNode = reader.required("workdays")
    let workdays = workdaysNode.flatMap { findings.texts($0) } ?? []
    for item in workdaysNode.map(\.items) ?? [] {
      guard case .text(let name) = item.content, !days.contains(name) else { continue }
      findings.report(
        .unknownChoice, "`\(name)` is no weekday", at: item,
        help: findings.meant(
          by: name, among: days, else: "write the English short form, as `\"mon\"`"))
    }
    let hoursNode = reader.optional("hours")
    let hours = hoursNode.flatMap(self.hours)
    let holidaysNode = reader.optional("holidays")
    let holidayFile = holidaysNode.flatMap(self.holidayFile)
    let holidays = holidayFile == nil ? holidaysNode.map(self.days) ?? [] : []
    let extra = reader.optional("extraWorkdays").map(self.days) ?? []
    reader.finish()
    guard (hours == nil) == (hoursNode == nil) else { return nil }
    return OfficeCalendar(
      name: name, workdays: days.map(workdays.contains), hours: hours, holidays: holidays,
      extraWorkdays: extra, holidayFile: holidayFile)
  }

  private func holidayFile(_ node: JSONNode) -> HolidayFile? {
    guard case .object = node.content, var reader = ObjectReader(node, .holidayFile, findings)
    else {
      return nil
    }
    let file = reader.required("file").flatMap { findings.text($0) }
    reader.finish()
    return file.map { HolidayFile(path: $0, place: findings.place(node)) }
  }

  private func days(_ node: JSONNode) -> Set<CalendarDay> {
    if case .object = node.content { return [] }
    return Set(findings.items(node)?.compactMap { findings.day($0) } ?? [])
  }

  private func hours(_ node: JSONNode) -> Range<Int>? {
    guard var reader = ObjectReader(node, .officeHours, findings) else { return nil }
    let from = reader.required("from").flatMap(clock)
    let below = reader.required("below").flatMap(clock)
    reader.finish()
    guard let from, let below else { return nil }
    guard from < below else {
      findings.report(
        .wrongShape, "`below` is not later than `from`", at: node,
        help: "write the earlier time in `from`")
      return nil
    }
    return from..<below
  }

  private func clock(_ node: JSONNode) -> Int? {
    guard let text = findings.text(node) else { return nil }
    let parts = text.split(separator: ":").map { Int($0) }
    if parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24) ~= hour,
      (0...59) ~= minute, hour * 60 + minute <= 1440
    {
      return (hour * 60 + minute) * 60
    }
    findings.report(
      .wrongShape, "`\(text)` is no time", at: node, help: "write it as in `\"09:00\"`")
    return nil
  }

  /// Reads a set of grades.
  func gradeSet(_ name: String, _ node: JSONNode) -> GradeSet? {
    guard let grades = findings.items(node)?.compactMap({ findings.text($0) }) else { return nil }
    if Set(grades).count < grades.count || grades.isEmpty {
      findings.report(
        .definedTwice, "a grade set lists each grade once, best first", at: node,
        help: grades.isEmpty
          ? "list them: `[\"A\", \"B\", \"C\"]`"
          : "delete one of each that stands twice: "
            + Set(grades.filter { grade in grades.count { $0 == grade } > 1 }).sorted().quotedJSON)
    }
    return GradeSet(name: name, grades: grades)
  }

  /// Reads a constant.
  func constant(_ name: String, _ node: JSONNode, _ header: PolicyHeader) -> Constant? {
    if reportBareValue(node) { return nil }
    guard var reader = ObjectReader(node, .constant, findings) else { return nil }
    let label = reader.optional("label").flatMap { findings.label($0) } ?? name
    let source = reader.text("source")
    let kind = reader.required("kind").flatMap { findings.kind($0) }
    let single = reader.optional("is")
    let dated = reader.optional("dated")
    reader.finish()
    guard let kind else { return nil }
    var steps: [(from: CalendarDay?, value: Scalar)] = []
    var places: [SourcePlace] = []
    if let single, dated == nil {
      steps = findings.literal(single, kind, names).map { [(nil, $0)] } ?? []
    } else if let dated, single == nil {
      let read = self.steps(dated, kind, name, header)
      steps = read.map { ($0.from, $0.value) }
      places = read.map(\.place)
    } else {
      findings.report(
        .missingKey, "a constant has either `is` or `dated`", at: node,
        help: "keep `is` for one value, `dated` for one that changes")
    }
    return Constant(
      name: name, label: label, source: source, kind: kind, steps: steps, stepPlaces: places,
      place: findings.place(node))
  }

  /// Reports a value that stands without its kind, as `"rate": 0.02`.
  private func reportBareValue(_ node: JSONNode) -> Bool {
    guard let amount = findings.bareAmount(node, currency: names.currency) else { return false }
    let (value, kind): (String, String) =
      switch amount.unit {
      case .percent: ("\"\(Kind.percent.text(amount.value))\"", "percent")
      case .plain where amount.value > .zero && amount.value < .one:
        ("\"\(Kind.percent.text(amount.value))\"", "percent")
      case .plain where amount.value.isWhole: (amount.value.canonicalText, "money")
      case .plain: (amount.value.canonicalText, "number")
      case .money: (amount.value.canonicalText, "money")
      }
    findings.report(
      .wrongShape, "a constant says what it is, not only how much", at: node,
      help: "write, for example, `{ \"kind\": \"\(kind)\", \"is\": \(value) }`")
    return true
  }

  private func steps(
    _ node: JSONNode, _ kind: Kind, _ name: String, _ header: PolicyHeader
  ) -> [(from: CalendarDay, value: Scalar, place: SourcePlace)] {
    var steps: [(from: CalendarDay, value: Scalar, place: SourcePlace)] = []
    // A step whose value cannot be read begins all the same; of one without a day nobody knows when.
    var starts: [CalendarDay?] = []
    for item in findings.someItems(node) ?? [] {
      guard var reader = ObjectReader(item, .datedValue, findings) else { continue }
      let from = reader.required("from").flatMap { findings.day($0) }
      let value = reader.required("is").flatMap { findings.literal($0, kind, names) }
      reader.finish()
      starts.append(from)
      guard let from, let value else { continue }
      if from > header.effectiveTo {
        findings.report(
          .stepAfterEnd, "the step of \(from) begins after the policy ends", at: item,
          help: "delete \(findings.quoted(item)), or let it begin by \(header.effectiveTo)")
      }
      steps.append((from, value, findings.place(item)))
    }
    steps.sort { $0.from < $1.from }
    let known = starts.compactMap(\.self)
    if let first = known.min(), known.count == starts.count, first > header.effectiveFrom {
      findings.report(
        .constantUndefinedAtStart,
        "`\(name)` has no value from \(header.effectiveFrom) to the first step on \(first)",
        at: node, help: "let the first step begin on `\(header.effectiveFrom)` or earlier")
    }
    return steps
  }
}

/// Says whether a text is a name of the zone database.
///
/// A bare offset as `UTC+8` is none: it has no summer time, and programs read its sign in both ways.
package func isTimeZone(_ name: String) -> Bool {
  let isOffset = !name.contains("/") && (name.contains("+") || name.contains("-"))
  return !isOffset && TimeZone(identifier: name) != nil
}

extension JSONNode {
  /// The items of a list, or the one value that stands for a list of one.
  fileprivate var items: [JSONNode] {
    if case .array(let items) = content { items } else { [self] }
  }
}

extension FindingCollector {
  /// A currency by its three letters of ISO 4217; nil where the text has not that form, which is told.
  package func currency(_ node: JSONNode) -> String? {
    guard let text = text(node) else { return nil }
    if text.utf8.count == 3, text.utf8.allSatisfy({ (65...90).contains($0) }) { return text }
    report(
      .wrongShape, "`\(text)` is no currency code", at: node,
      help: "write the three letters of ISO 4217, as in `\"CNY\"`")
    return nil
  }
}
