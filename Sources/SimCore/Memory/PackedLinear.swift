import CSimKernels

/// A linear layer y = W·x + b whose weights are packed for the kernels, inside a `MemoryRegion`.
///
/// Inputs and outputs are padded with zeros to whole blocks of `FloatMatrix.blockWidth`. Written by
/// `pack` while one thread alone holds it; read-only afterwards.
@safe
struct PackedLinear: @unchecked Sendable {
  /// How the weights lie in memory; follows from precision and kernel set.
  struct Format: Sendable, Equatable {
    fileprivate let code: Int32

    init(_ precision: Precision, kernel: Kernel) {
      code = sim_weight_format(kernel.code, precision.code)
    }
  }

  /// Rows or columns in groups (the heads of attention), each padded to whole blocks.
  struct Groups: Sendable {
    let size: Int
    var stride: Int { FloatMatrix.padded(size) }
  }

  let inputCount: Int
  let outputCount: Int
  private let region: MemoryRegion
  private let layer: sim_linear

  /// Bytes of a layer of padded sizes.
  static func byteCount(_ format: Format, inputs: Int, outputs: Int) -> Int {
    sim_linear_byte_count(format.code, inputs, outputs)
  }

  /// The layer at a byte offset of `region`, which is zeroed there; all weights are zero.
  init(region: MemoryRegion, byteOffset: Int, format: Format, inputs: Int, outputs: Int) {
    precondition(
      inputs > 0 && outputs > 0 && inputs % FloatMatrix.blockWidth == 0
        && outputs % FloatMatrix.blockWidth == 0 && byteOffset >= 0 && byteOffset % 64 == 0
        && byteOffset + Self.byteCount(format, inputs: inputs, outputs: outputs)
          <= region.byteCount,
      "layer outside its region")
    self.region = region
    inputCount = inputs
    outputCount = outputs
    unsafe layer = sim_linear_at(
      region.address(atByteOffset: byteOffset), format.code, inputs, outputs)
  }

  /// Packs weights (outputs × inputs) and their bias (1 × outputs) as the outputs from `first` on.
  ///
  /// - Parameters:
  ///   - rows: the groups of the outputs.
  ///   - columns: the groups of the inputs.
  ///   - scale: weights and bias are multiplied by it.
  /// - Returns: false where one of them is no finite number; the layer is then of no use.
  func pack(
    _ weight: FloatMatrix, bias: FloatMatrix, at first: Int = 0, rows: Groups, columns: Groups,
    scale: Float = 1
  ) -> Bool {
    func extent(_ count: Int, _ groups: Groups) -> Int {
      (count + groups.size - 1) / groups.size * groups.stride
    }
    precondition(
      weight.stride == weight.columnCount && bias.columnCount == weight.rowCount && first >= 0
        && first + extent(weight.rowCount, rows) <= outputCount
        && extent(weight.columnCount, columns) <= inputCount,
      "shapes do not fit")
    var source = unsafe sim_linear_source(
      weight: weight.base, bias: bias.base, rows: weight.rowCount, columns: weight.columnCount,
      row_group: rows.size, row_stride: rows.stride, column_group: columns.size,
      column_stride: columns.stride, scale: scale)
    var layer = unsafe layer
    return unsafe sim_linear_pack(&layer, &source, first) == 1
  }

  /// output = layer(input), added to what output holds where `accumulates`.
  func apply(
    _ input: FloatMatrix, to output: FloatMatrix, accumulates: Bool, scratch: FloatMatrix,
    kernel: Kernel
  ) {
    precondition(
      input.stride == inputCount && output.stride == outputCount
        && input.rowCount == output.rowCount
        && scratch.elementCount
          >= FloatMatrix.scratchCount(
            rowCount: input.rowCount, longest: 0, widest: inputCount, headStride: 0),
      "shapes do not fit")
    var layer = unsafe layer
    unsafe sim_encoder_linear(
      kernel.code, &layer, input.base, input.rowCount, accumulates ? 1 : 0, output.base,
      scratch.base)
  }

  /// output += down(GELU(self(input))).
  func feedForward(
    _ input: FloatMatrix, down: PackedLinear, addingTo output: FloatMatrix, scratch: FloatMatrix,
    kernel: Kernel
  ) {
    precondition(
      input.stride == inputCount && down.inputCount == outputCount
        && output.stride == down.outputCount && input.rowCount == output.rowCount
        && scratch.elementCount
          >= FloatMatrix.scratchCount(
            rowCount: input.rowCount, longest: 0, widest: inputCount, headStride: 0),
      "shapes do not fit")
    var up = unsafe layer
    var down = unsafe down.layer
    unsafe sim_encoder_feed_forward(
      kernel.code, &up, &down, input.base, input.rowCount, output.base, scratch.base)
  }
}
