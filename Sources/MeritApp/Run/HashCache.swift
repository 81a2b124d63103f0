/// The hashes of large exports as earlier runs took them, so that a draft that is computed again need
/// not hash the same bytes again.
///
/// A hash counts only where the file is still the same by all that the file system tells of it, and the
/// bytes that the run itself read have the same ``ByteCheck``. Whoever seals or verifies hashes all
/// bytes and has no cache.
package struct HashCache: Sendable {
  /// A hash, and what was seen of the file when it was taken.
  struct Entry: Hashable, Sendable {
    let identity: FileIdentity
    let check: UInt64
    let hash: String
  }

  private let path: String
  private let files: any FileSystem
  private let writes: Bool
  private let leastSize: Int
  private let entries: [String: Entry]

  /// Reads what the folder for caches has of a book; nothing is kept where it `writes` not.
  ///
  /// What cannot be read is as if it were not there. Files of fewer bytes than `leastSize` are none
  /// of its business: hashing them takes less than looking them up is worth.
  package init(
    folder: String, book: String, writes: Bool, leastSize: Int = 1 << 18, files: any FileSystem
  ) {
    path = "\(folder)/merit/hashes-\(sha256(Array(book.utf8)).prefix(32))"
    self.files = files
    (self.writes, self.leastSize) = (writes, leastSize)
    let text = (try? files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    entries = HashCache.entries(text)
  }

  /// What the file system tells of a file that is large enough to be kept here.
  func identity(of path: String) -> FileIdentity? {
    files.identity(of: path).flatMap { $0.size >= leastSize ? $0 : nil }
  }

  /// What is kept of a file by its name in the book; nil where it is not the same file.
  func entry(_ file: String, _ identity: FileIdentity) -> Entry? {
    entries[file].flatMap { $0.identity == identity ? $0 : nil }
  }

  /// Keeps the hashes of a book's files in place of the earlier ones.
  ///
  /// Where that fails the next run takes longer, and nothing else.
  func keep(_ next: [String: Entry]) {
    guard writes, next != entries else { return }
    let new = "\(path).new"
    do {
      try files.makeFolder(parentFolder(of: path))
      try files.remove(new)
      try files.write(Array(HashCache.text(next).utf8), to: new)
      try files.rename(new, to: path)
    } catch {
      try? files.remove(new)
    }
  }

  /// A line for each file; its name comes last, since it may hold anything but the end of a line.
  private static func text(_ entries: [String: Entry]) -> String {
    entries.sorted { $0.key < $1.key }.filter { !$0.key.contains("\n") }.map { file, entry in
      let of = entry.identity
      return "\(entry.hash) \(entry.check) \(of.device) \(of.inode) \(of.size) \(of.modified) "
        + "\(of.changed) \(file)\n"
    }.joined()
  }

  private static func entries(_ text: String) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 7)
      guard fields.count == 8, fields[0].utf8.count == 64, let check = UInt64(fields[1]),
        let device = UInt64(fields[2]), let inode = UInt64(fields[3]), let size = Int64(fields[4]),
        let modified = Int64(fields[5]), let changed = Int64(fields[6])
      else { continue }
      entries[String(fields[7])] = Entry(
        identity: FileIdentity(
          device: device, inode: inode, size: size, modified: modified, changed: changed),
        check: check, hash: String(fields[0]))
    }
    return entries
  }
}
