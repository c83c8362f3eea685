import CSimKernels

/// What the CPU could do at best, for benchmarks to measure the encoder against.
package enum EncoderLimit {
  /// The instruction sets that a kernel set uses for the encoder on this CPU.
  package static func instructions(of kernel: Kernel) -> String {
    unsafe String(cString: sim_encoder_name(kernel.code))
  }

  /// The products of a precision that the kernel set's instructions allow a cycle, as a multiple of
  /// those of f32.
  package static func rate(of precision: Precision, kernel: Kernel) -> Double {
    Double(sim_encoder_rate(kernel.code, precision.code))
  }

  /// Runs f32 multiply-adds of registers alone. Returns their number of floating-point operations.
  package static func runMultiplyAdds(kernel: Kernel, repetitions: Int) -> Double {
    var count = 0
    let result = unsafe sim_encoder_fused_operations(kernel.code, repetitions, 1, &count)
    precondition(result.isFinite, "the sums stay finite")
    return Double(count)
  }
}
