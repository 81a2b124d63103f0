/// Writes a folder whole or not at all.
///
/// All files are written beside the target, each synced; then the folder takes its place in one
/// step. Until then the old folder stands untouched, and whatever goes wrong leaves it so.
package struct AtomicFolder {
  private let files: any FileSystem
  private let target: String
  /// The folder beside the target in which the files are prepared.
  package let draft: String

  /// Begins an empty draft beside the target; what an interrupted run left behind is removed.
  package init(target: String, files: any FileSystem) throws(FileError) {
    self.files = files
    self.target = target
    let name = target.split(separator: "/").last.map(String.init) ?? "out"
    self.draft = "\(parentFolder(of: target))/.\(name).draft"
    try files.remove(draft)
    try files.makeFolder(draft)
  }

  /// Writes one file of the draft; folders of its path are made.
  package func write(_ parts: [[UInt8]], to name: String) throws(FileError) {
    let path = "\(draft)/\(name)"
    try files.makeFolder(parentFolder(of: path))
    try files.write(parts, to: path)
  }

  /// Writes one file of one part.
  package func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    try write([bytes], to: name)
  }

  /// Takes in a file that something else wrote into the draft.
  package func adopt(_ name: String) throws(FileError) {
    try files.seal("\(draft)/\(name)")
  }

  /// Puts the draft in the target's place.
  package func commit() throws(FileError) {
    try files.syncFolder(draft)
    let replaces = files.kind(of: target) != .none
    if replaces {
      try files.exchange(draft, with: target)
    } else {
      try files.rename(draft, to: target)
    }
    try files.syncFolder(parentFolder(of: target))
    if replaces { try files.remove(draft) }
  }

  /// Gives up the draft; the target stands as it was.
  package func discard() {
    do throws(FileError) { try files.remove(draft) } catch {
      // Whatever is still there goes at the second attempt, or when the next draft begins.
      try? files.remove(draft)
    }
  }
}
