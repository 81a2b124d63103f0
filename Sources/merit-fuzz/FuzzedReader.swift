import Foundation
import Fuzzing

/// The reader that is fuzzed, by the variable `MERIT_FUZZ`: `csv` or `json`.
enum FuzzedReader: String {
  case csv
  case json

  /// The one that was asked for.
  static let chosen: FuzzedReader = {
    let name = ProcessInfo.processInfo.environment["MERIT_FUZZ"] ?? ""
    guard let reader = FuzzedReader(rawValue: name) else {
      print("set MERIT_FUZZ to csv or json")
      exit(64)
    }
    return reader
  }()

  /// What is wrong with the reader, by these bytes; nil where nothing is.
  func flaw(_ text: [UInt8]) throws -> String? {
    switch self {
    case .csv: try CSVTrial.flaw(text)
    case .json: JSONTrial.flaw(text)
    }
  }
}
