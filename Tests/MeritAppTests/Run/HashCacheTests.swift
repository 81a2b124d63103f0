import Crypto
import Foundation
import MeritImport
import MeritModel
import TestSupport
import Testing

@testable import MeritApp

@Suite struct HashCacheTests {
  private static let hash = String(repeating: "ab", count: 32)

  private func entry(_ size: Int64 = 5, hash: String = HashCacheTests.hash) -> HashCache.Entry {
    HashCache.Entry(
      identity: FileIdentity(device: 1, inode: 2, size: size, modified: -4, changed: .max),
      check: .max, hash: hash)
  }

  private func cache(
    _ folder: URL, book: String = "/books/one", writes: Bool = true,
    files: any FileSystem = LocalFileSystem()
  ) -> HashCache {
    HashCache(folder: folder.path, book: book, writes: writes, leastSize: 4, files: files)
  }

  @Test func `what is kept is found again, of the same book and the same file only`() async throws {
    try await BookRunner.withFolder { folder in
      cache(folder).keep(["data/a b.csv": entry(), "data/ä.csv": entry(6), "line\nend": entry()])
      let again = cache(folder)
      #expect(again.entry("data/a b.csv", entry().identity) == entry())
      #expect(again.entry("data/ä.csv", entry(6).identity) == entry(6))
      #expect(again.entry("line\nend", entry().identity) == nil)
      #expect(again.entry("data/a b.csv", entry(6).identity) == nil)
      #expect(cache(folder, book: "/books/two").entry("data/a b.csv", entry().identity) == nil)
      let file = try #require(
        try FileManager.default.contentsOfDirectory(atPath: folder.path + "/merit").first)
      let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/merit/" + file)
      #expect(mode[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func `nothing is kept by who does not write, and a failure leaves what was there`()
    async throws
  {
    try await BookRunner.withFolder { folder in
      cache(folder, writes: false).keep(["a": entry()])
      #expect(LocalFileSystem().kind(of: folder.path + "/merit") == .none)
      cache(folder).keep(["a": entry()])
      for step in 1...4 {
        cache(folder, files: FailingFileSystem(failsAt: step)).keep(["b": entry()])
        #expect(cache(folder).entry("a", entry().identity) == entry(), "step \(step)")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/merit")
        #expect(left.count == 1)
      }
      cache(folder).keep(["b": entry()])
      #expect(cache(folder).entry("a", entry().identity) == nil)
      #expect(cache(folder).entry("b", entry().identity) == entry())
    }
  }

  @Test func `lines that say nothing are passed over`() async throws {
    try await BookRunner.withFolder { folder in
      cache(folder).keep(["a": entry()])
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/merit")
      let file = folder.appendingPathComponent("merit/\(names[0])")
      let line = try String(contentsOf: file, encoding: .utf8)
      for text in ["", "\n", "x y", "short 1 1 2 5 -4 9 b\n", line.replacing(" 5 ", with: " 5x ")] {
        try Data((text + "\n" + line).utf8).write(to: file)
        #expect(cache(folder).entry("a", entry().identity) == entry(), "\(text)")
        #expect(cache(folder).entry("b", entry().identity) == nil, "\(text)")
      }
    }
  }

  /// The hashes of a run of a book as its manifest has them, and of its bytes.
  private func run(_ book: ExampleBook, _ cache: HashCache?) throws -> [String: String] {
    let opened = try #require(try BookReader.read(book.url.path, files: LocalFileSystem()).valid)
    let reading = PeriodReading(
      book: opened, files: LocalFileSystem(), settings: ScanSettings(threads: 2), cache: cache)
    let request = RunRequest(
      bookFolder: book.url.path, policyFiles: opened.book.policies, period: "2026-03",
      output: "out", inputFiles: opened.book.inputFiles)
    let result = try #require(
      try RunPeriod(files: LocalFileSystem(), reader: reading).compute(request).valid)
    return Dictionary(result.input.files.map { ($0.file, $0.hash) }) { first, _ in first }
  }

  private func hashOfBytes(_ book: ExampleBook, _ file: String) throws -> String {
    let bytes = try Data(contentsOf: book.url.appendingPathComponent(file))
    return SHA256.hash(data: bytes).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  @Test func `a run has the hashes of the bytes whether it knew them or not`() async throws {
    try await BookRunner.withFolder { folder in
      let book = try ExampleBook("quarter-and-year", in: folder)
      let place = folder.appendingPathComponent("cache")
      let first = try run(book, cache(place, book: book.url.path))
      let sales = "data/sales.csv"
      #expect(first[sales] == (try hashOfBytes(book, sales)))
      #expect(try run(book, cache(place, book: book.url.path)) == first)
      #expect(try run(book, nil) == first)
    }
  }

  @Test func `a known hash counts while file and bytes are the same`() async throws {
    try await BookRunner.withFolder { folder in
      let book = try ExampleBook("quarter-and-year", in: folder)
      let place = folder.appendingPathComponent("cache")
      let sales = "data/sales.csv"
      let path = book.url.appendingPathComponent(sales).path
      let own = try run(book, cache(place, book: book.url.path))
      let identity = try #require(LocalFileSystem().identity(of: path))
      let kept = try #require(cache(place, book: book.url.path).entry(sales, identity))
      #expect(kept.hash == own[sales])

      // A hash that no bytes have shows that it is taken from there.
      func keep(_ identity: FileIdentity, check: UInt64) {
        cache(place, book: book.url.path).keep([
          sales: HashCache.Entry(identity: identity, check: check, hash: Self.hash)
        ])
      }
      keep(identity, check: kept.check)
      #expect(try run(book, cache(place, book: book.url.path))[sales] == Self.hash)
      // Other bytes than those it was taken of.
      keep(identity, check: kept.check ^ 1)
      #expect(try run(book, cache(place, book: book.url.path))[sales] == own[sales])
      // Another file than that it was taken of.
      keep(
        FileIdentity(
          device: identity.device, inode: identity.inode, size: identity.size,
          modified: identity.modified, changed: identity.changed - 1), check: kept.check)
      #expect(try run(book, cache(place, book: book.url.path))[sales] == own[sales])
      // A file that is too small to be kept.
      let large = HashCache(
        folder: place.path, book: book.url.path, writes: true, files: LocalFileSystem())
      keep(identity, check: kept.check)
      #expect(try run(book, large)[sales] == own[sales])
    }
  }

  @Test func `bytes that change behind the file system's back are hashed again`() async throws {
    try await BookRunner.withFolder { folder in
      let book = try ExampleBook("quarter-and-year", in: folder)
      let place = folder.appendingPathComponent("cache")
      let sales = "data/sales.csv"
      let file = book.url.appendingPathComponent(sales)
      let first = try run(book, cache(place, book: book.url.path))
      let old = try #require(LocalFileSystem().identity(of: file.path))
      let kept = try #require(cache(place, book: book.url.path).entry(sales, old))
      var bytes = try Data(contentsOf: file)
      let digit = try #require(bytes.lastIndex { (0x30...0x38).contains($0) })
      bytes[digit] += 1
      try bytes.write(to: file)
      let new = try #require(LocalFileSystem().identity(of: file.path))
      // As if the file system had told nothing of the change.
      cache(place, book: book.url.path).keep([
        sales: HashCache.Entry(identity: new, check: kept.check, hash: kept.hash)
      ])
      let second = try run(book, cache(place, book: book.url.path))
      #expect(second[sales] == (try hashOfBytes(book, sales)))
      #expect(second[sales] != first[sales])
    }
  }
}
