import SimCore

/// What the CPU could do at best for a precision, measured beside the encoder.
struct EncodeLimit {
  /// Floating-point (int8: integer) operations of all threads in a second.
  let operationsPerSecond: Double

  /// Takes the best of many short runs of multiply-adds of registers alone on one thread, times the
  /// products that the precision's instructions have for each of f32's, times the threads
  /// that have a processor of their own.
  init(of encoder: SentenceEncoder, threadCount: Int) {
    let clock = ContinuousClock()
    var best = 0.0
    for _ in 0..<1000 {
      let start = clock.now
      let operations = EncoderLimit.runMultiplyAdds(
        kernel: encoder.kernel, repetitions: 20_000)
      let duration = clock.now - start
      best = max(best, operations / (duration / .seconds(1)))
    }
    operationsPerSecond =
      best * EncoderLimit.rate(of: encoder.precision, kernel: encoder.kernel)
      * Double(min(threadCount, Machine.processorCount))
  }
}
