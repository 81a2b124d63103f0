import Reference

extension RowMaker {
  mutating func roster() -> [[String: String]] {
    let ids = ["E1", "E10", "E2", "007", "E3", "Ann", "E21", "E5", "zed", "E9"]
    let count = random.pick([1, 2, 3, 5, 7, 10])
    var rows: [[String: String]] = []
    for (index, id) in ids.prefix(count).enumerated() {
      let manager = index == 0 || random.chance(35) ? "" : ids[random.number(0...index - 1)]
      people.append(id)
      let hired = random.pick([
        "2024-02-29", "2025-03-01", "2025-01-31", day(run.start.number - 1), run.start.text,
      ])
      var last = row(id, manager: manager, hired: hired)
      for (from, to) in spans() {
        // A new row changes everything, or the team alone, or nothing.
        switch random.number(0...2) {
        case 0: last = row(id, manager: random.chance(5) ? "M99" : manager, hired: hired)
        case 1: last["team_id"] = random.pick(groups)
        default: break
        }
        last["valid_from"] = from
        last["valid_to"] = to
        rows.append(last)
      }
    }
    return rows
  }

  private var groups: [String] { teamMayBeEmpty ? ["T1", "T2", "T10", ""] : ["T1", "T2", "T10"] }

  private mutating func row(
    _ id: String, manager: String, hired: String
  ) -> [String: String] {
    [
      "employee_id": id, "name": random.pick(["Lin", "O'Neil, Pat", "王伟"]),
      "role": random.pick(roles), "team_id": random.pick(groups),
      "department_id": random.pick(teamMayBeEmpty ? ["D1", "D2", ""] : ["D1", "D2"]),
      "manager_id": manager, "hired_on": hired, "contract": random.pick(["trial", "fixed"]),
    ]
  }

  /// One person's valid days: whole, joining, leaving, changing, with a gap, outside.
  private mutating func spans() -> [(String, String)] {
    let (first, last) = (run.start.number, run.end.number)
    let middle = random.number(first...last)
    let part = random.pick(time.months)
    let long = "2024-03-01"
    switch random.number(0...15) {
    case 0: return [(day(middle), "")]
    case 1: return [(long, day(middle))]
    case 2: return [(long, day(middle)), (day(middle + 1), "")]
    case 3: return [(long, day(middle)), (day(middle + 3), day(last + 5))]
    case 4: return [(day(first), day(first))]
    case 5: return [(day(last), "")]
    case 6: return random.chance(50) ? [(long, day(first - 1))] : [(day(last + 1), "")]
    case 7: return [(long, day(first - 1)), (day(first), day(last)), (day(last + 1), "")]
    case 8: return [(long, day(first)), (day(first + 1), day(max(first + 1, middle)))]
    case 9: return [(long, part.end.text), (day(part.end.number + 1), "")]
    case 10: return [(long, day(part.start.number - 1)), (day(part.end.number + 1), "")]
    case 11: return [(long, day(last))]
    case 12: return [(day(first - 40), "")]
    default: return [(long, "")]
    }
  }
}
