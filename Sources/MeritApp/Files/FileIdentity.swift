/// What a file system tells of a file, by which it is seen whether it is still the same.
package struct FileIdentity: Hashable, Sendable {
  package let device: UInt64
  package let inode: UInt64
  /// In bytes.
  package let size: Int64
  /// When its bytes, and when anything of it changed, in nanoseconds since 1970; the second of the
  /// two cannot be set by a program.
  package let modified: Int64
  package let changed: Int64

  /// Takes the facts.
  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    (self.device, self.inode, self.size) = (device, inode, size)
    (self.modified, self.changed) = (modified, changed)
  }
}
