/// The run must stop, with the reason.
package struct ReferenceStop: Error, CustomStringConvertible, Sendable {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }

  package init(reason: String) {
    self.reason = reason
  }

  package var description: String { reason }
}
