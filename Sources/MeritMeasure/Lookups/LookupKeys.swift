internal import MeritImport

/// The keys of another table, each of one column or several, by their places in a list.
struct LookupKeys: Sendable {
  /// The values of each key column.
  private let columns: [OwnerIndex]
  /// For each column after the first, where the key goes on: by where it has come to, and the value.
  private let joints: [[Int: Int]]

  /// Numbers keys that are all different and have one width.
  init(_ keys: [[String]]) {
    var (columns, joints): ([OwnerIndex], [[Int: Int]]) = ([], [])
    var reached: [Int] = []
    for column in 0..<(keys.first?.count ?? 1) {
      var places: [String: Int] = [:]
      var values: [String] = []
      let own = keys.map { key in
        if let place = places[key[column]] { return place }
        places[key[column]] = values.count
        values.append(key[column])
        return values.count - 1
      }
      columns.append(OwnerIndex(values))
      guard column > 0 else {
        reached = own
        continue
      }
      var joint: [Int: Int] = [:]
      for (key, place) in own.enumerated() {
        let step = reached[key] * values.count + place
        if joint[step] == nil { joint[step] = joint.count }
        reached[key] = joint[step] ?? 0
      }
      joints.append(joint)
    }
    self.columns = columns
    self.joints = joints
  }

  /// The place of the key that columns of a row name; nil where one is empty or there is none.
  func place(of row: Int, _ batch: RowBatch, _ match: [Int]) -> Int? {
    var reached = 0
    for (index, column) in match.enumerated() {
      let values = columns[index]
      let place = batch.place(column, row, among: values)
      guard place < values.count else { return nil }
      guard index > 0 else {
        reached = place
        continue
      }
      guard let next = joints[index - 1][reached * values.count + place] else { return nil }
      reached = next
    }
    return reached
  }
}
