/// Is shown all bytes of a file in their order while the first scan reads them, so that nobody has
/// to read them again, and what is told of them is told of the very bytes that were used.
package protocol FileWitness: AnyObject, Sendable {
  /// Is told how many bytes there are; says whether the caller is the first, who shall show them.
  func begin(size: Int) -> Bool
  /// Whether the bytes come with a check number.
  var asksCheck: Bool { get }
  /// Takes the next bytes; never called by two at once.
  func take(_ bytes: RawSpan)
  /// Takes the check numbers of all bytes in pieces, in their order.
  func take(_ check: ByteCheck)
}
