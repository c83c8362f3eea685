import CSimKernels

/// What one thread of this machine can do at best: the yardstick of the benchmarks.
package enum MachineRate {
  /// Multiply-adds a second in registers, of the kind that the screen of `kernel` needs.
  package static func multiplyAddsPerSecond(of kernel: Kernel) -> Double {
    let rounds = 200_000
    return best { sim_rate_multiply_adds(kernel.code, rounds) }
  }

  /// Bytes a second that one thread reads from a buffer of `byteCount` bytes, again and again: the
  /// rate of the cache that holds it, or of memory.
  package static func bytesReadPerSecond(of byteCount: Int) -> Double {
    let count = max(64, byteCount / 64 * 64)
    let region = MemoryRegion(byteCount: count)
    let repetitions = max(1, (4 << 20) / count)
    return best {
      for _ in 0..<repetitions { _ = unsafe sim_rate_read(region.bytes(atByteOffset: 0), count) }
      return Double(count * repetitions)
    }
  }

  /// The highest rate of fifteen runs, of which the first warm up.
  private static func best(_ body: () -> Double) -> Double {
    let clock = ContinuousClock()
    return (0..<15).reduce(0) { best, _ in
      let start = clock.now
      let work = body()
      let time = (clock.now - start).components
      return max(best, work / (Double(time.seconds) + Double(time.attoseconds) * 1e-18))
    }
  }
}

extension Kernel {
  /// The screen that this kernel set uses: "int8 maddubs", "f32 blas", …
  package var screenName: String {
    self == .blas ? "f32 blas" : unsafe String(cString: sim_screen_name(code))
  }
}

extension KRAIndex {
  /// Bytes that the int8 screen reads for a pass over the index.
  package var screenByteCount: Int { panels?.byteCount ?? 0 }
}
