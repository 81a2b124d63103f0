#if arch(x86_64)
  internal import _Builtin_intrinsics.intel.sse2
#endif

/// All bits of a lane that matches, none of the others.
@inline(__always)
func lanesEqual(_ block: SIMD16<UInt8>, _ wanted: SIMD16<UInt8>) -> SIMD16<UInt8> {
  // The mask of a comparison is a vector of the same size with all bits of a lane set or none.
  unsafe unsafeBitCast(block .== wanted, to: SIMD16<UInt8>.self)
}

/// A bit for each lane, of lanes with all bits set or none.
@inline(__always)
func laneBits(_ lanes: SIMD16<UInt8>) -> UInt64 {
  #if arch(x86_64)
    // Every processor of this kind has the instruction, which the language has no word for.
    UInt64(
      UInt16(
        truncatingIfNeeded: _mm_movemask_epi8(
          unsafe unsafeBitCast(lanes, to: SIMD2<Int64>.self))))
  #else
    gatheredBits(lanes)
  #endif
}

/// The same without that instruction: the powers of two of eight lanes add up to a byte, which the
/// multiplication moves to the top.
@inline(__always)
func gatheredBits(_ lanes: SIMD16<UInt8>) -> UInt64 {
  let powers = SIMD2<UInt64>(repeating: 0x8040_2010_0804_0201)
  let words = unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self) & powers
  let low = (words[0] &* 0x0101_0101_0101_0101) &>> 56
  let high = (words[1] &* 0x0101_0101_0101_0101) &>> 56
  return low | high &<< 8
}
