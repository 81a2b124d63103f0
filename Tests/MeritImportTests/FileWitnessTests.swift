import MeritImport
import Synchronization
import TestSupport
import Testing

/// Remembers what it was shown.
private final class Memory: FileWitness {
  private let seen = Mutex<(size: Int?, bytes: [UInt8], checks: [ByteCheck])>((nil, [], []))
  let asksCheck: Bool

  init(asksCheck: Bool = false) { self.asksCheck = asksCheck }

  func begin(size: Int) -> Bool {
    seen.withLock {
      let isFirst = $0.size == nil
      if isFirst { $0.size = size }
      return isFirst
    }
  }

  func take(_ bytes: RawSpan) {
    var copy: [UInt8] = []
    for place in 0..<bytes.byteCount {
      unsafe copy.append(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
    }
    seen.withLock { $0.bytes += copy }
  }

  func take(_ check: ByteCheck) { seen.withLock { $0.checks.append(check) } }

  var checks: [ByteCheck] { seen.withLock { $0.checks } }
  var size: Int? { seen.withLock { $0.size } }
  var bytes: [UInt8] { seen.withLock { $0.bytes } }
}

@Suite struct FileWitnessTests {
  private func show(
    _ bytes: [UInt8], _ settings: ScanSettings, times: Int = 1, asksCheck: Bool = false
  ) throws -> Memory {
    let memory = Memory(asksCheck: asksCheck)
    var file = SourceFile(name: "a.csv", bytes: bytes)
    file.witness = memory
    let source = TableSource(files: [file])
    for _ in 0..<times { _ = try read(texts("a", "b"), source, settings) }
    return memory
  }

  @Test(arguments: 0..<40)
  func `all bytes are shown in their order, however the file is cut`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var text = seed % 3 == 0 ? "\u{FEFF}a,b" : "a,b"
    for row in 0..<random.below(200) {
      let isLong = random.below(20) == 0
      text += "\n\(row),\"x\(String(repeating: "é\n", count: isLong ? random.below(90) : 1))\""
    }
    if random.below(2) == 0 { text += "\n" }
    let settings = ScanSettings(threads: 1 + random.below(4), chunk: 64 + random.below(900))
    let memory = try show(Array(text.utf8), settings)
    #expect(memory.size == text.utf8.count)
    #expect(memory.bytes == Array(text.utf8) || text.utf8.count <= 6)
  }

  @Test(arguments: 0..<20)
  func `the checks of one way to cut a file are the same, and differ with any byte`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    var bytes = Array("a,b\n".utf8)
    for row in 0..<50 + random.below(200) { bytes += Array("\(row),x\(random.below(999))\n".utf8) }
    let settings = ScanSettings(threads: 1 + random.below(4), chunk: 64 + random.below(900))
    let checks = try show(bytes, settings, asksCheck: true).checks
    #expect(!checks.isEmpty)
    #expect(try show(bytes, settings, asksCheck: true).checks == checks)
    #expect(try show(bytes, settings).checks.isEmpty)
    // A digit of a number becomes another one.
    let digits = bytes.indices.filter { (48...56).contains(bytes[$0]) }
    bytes[digits[random.below(digits.count)]] += 1
    #expect(try show(bytes, settings, asksCheck: true).checks != checks)
  }

  @Test func `a second scan shows nothing`() throws {
    let bytes = Array("a,b\n1,2\n3,4\n".utf8)
    #expect(try show(bytes, ScanSettings(), times: 3).bytes == bytes)
  }

  @Test func `a text that was rewritten is not shown, for it is not what lies on the disk`() throws
  {
    let bytes: [UInt8] = [0xFF, 0xFE] + "a,b\n1,2\n".utf8.flatMap { [$0, 0] }
    let memory = try show(bytes, ScanSettings())
    #expect(memory.size == nil)
    #expect(memory.bytes.isEmpty)
  }
}
