import Fuzzing

/// Reads a text that the fuzzer has made; a flaw ends the process, by which the fuzzer keeps the text.
@_cdecl("LLVMFuzzerTestOneInput")
package func tryText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let text = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do {
    if let flaw = try FuzzedReader.chosen.flaw(text) { fatalError(flaw) }
  } catch {
    fatalError("\(error)")
  }
  return 0
}

/// The fuzzer of the toolchain (libFuzzer), which has no header to import.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ trial: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// Hands the command line to the fuzzer; the package manager takes this for the main function.
@_cdecl("merit_fuzz_main")
package func fuzz(
  _ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  var (count, words) = unsafe (count, words)
  return unsafe runFuzzer(&count, &words) { unsafe tryText($0, $1) }
}
