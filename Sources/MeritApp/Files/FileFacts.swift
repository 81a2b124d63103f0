#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says of a name, links not followed.
struct FileFacts {
  let isRegular: Bool
  let size: Int
  /// How many names the file has.
  let names: Int
  /// Whether anybody but the owner may do anything with it.
  let isOpenToOthers: Bool

  /// Nil where there is nothing of that name.
  init?(_ path: String) {
    var facts = stat()
    guard unsafe lstat(path, &facts) == 0 else { return nil }
    isRegular = facts.st_mode & S_IFMT == S_IFREG
    size = Int(facts.st_size)
    names = Int(facts.st_nlink)
    isOpenToOthers = facts.st_mode & 0o077 != 0
  }
}
