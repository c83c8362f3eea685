internal import CSimKernels

/// The precision of the encoder's products. Everything else, and all sums but those of integers, is
/// f32.
public enum Precision: String, CaseIterable, Sendable {
  /// Weights and activations in f32: the reference.
  case f32
  /// Weights and activations rounded to bf16, summed in f32. Without bf16 instructions the rounded
  /// values are multiplied in f32: the same values to within the order of the sum, no faster.
  case bf16
  /// Weights of 7 bits with a scale for each output, activations of 8 bits with a scale and a zero
  /// for each token and 384 components; integer sums are exact, so every kernel set with fused
  /// multiply-add gives the same bits. Attention stays f32.
  case int8

  /// The number that the C side uses.
  var code: Int32 {
    switch self {
    case .f32: Int32(SIM_PRECISION_F32.rawValue)
    case .bf16: Int32(SIM_PRECISION_BF16.rawValue)
    case .int8: Int32(SIM_PRECISION_INT8.rawValue)
    }
  }
}
