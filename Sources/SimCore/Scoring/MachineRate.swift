import CSimKernels

/// What one thread of this machine can do at best: the yardstick of the benchmarks.
package enum MachineRate {
  /// Multiply-adds a second in registers, of the kind that the screen of `kernel` needs.
  package static func multiplyAddsPerSecond(of kernel: Kernel) -> Double {
    let rounds = 200_000
    let code = kernel.products == .int8 ? kernel.code : Kernel.blas.code
    return best { sim_rate_multiply_adds(code, rounds) }
  }

  /// Bytes a second that the workers together read from a buffer of `byteCount` bytes, again and
  /// again, each the parts that it gets: the rate of the caches that hold it, or of memory.
  package static func bytesReadPerSecond(of byteCount: Int, workers: WorkerPool) -> Double {
    let parts = workers.threadCount * 16
    let partCount = max(64, byteCount / parts / 64 * 64)
    let region = MemoryRegion(byteCount: partCount * parts)
    // Pages that were never written are one shared page of zeros, which stays in the cache.
    region.store([UInt8](repeating: 1, count: region.byteCount), at: 0)
    let repetitions = max(1, (4 << 20) / region.byteCount)
    return best {
      for _ in 0..<repetitions {
        workers.forEach(count: parts) { part in
          _ = unsafe sim_rate_read(region.bytes(atByteOffset: part * partCount), partCount)
        }
      }
      return Double(region.byteCount * repetitions)
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
    switch products {
    case .blas: "f32 blas"
    case .int8: unsafe String(cString: sim_screen_name(code))
    case .float: "f32 fused"
    }
  }
}

extension KRAIndex {
  /// Bytes that the int8 screen reads for a pass over the index.
  package var screenByteCount: Int { panels?.byteCount ?? 0 }
  /// Bytes of the f32 vectors.
  package var floatByteCount: Int { kraCount * dimension * MemoryLayout<Float>.stride }

  /// Bytes that the screen of `kernel` reads for a pass over the index.
  package func byteCount(readBy kernel: Kernel) -> Int {
    kernel.products == .int8 ? screenByteCount : floatByteCount
  }
}
