/// A matrix in a mapped weight file.
struct Tensor: Sendable {
  /// How an element is stored, by the names of safetensors.
  enum Element: String, Sendable {
    case f32 = "F32"
    case f16 = "F16"
    case bf16 = "BF16"

    var byteCount: Int { self == .f32 ? 4 : 2 }
  }

  let region: MemoryRegion
  let byteOffset: Int
  let type: Element
  let rowCount: Int
  let columnCount: Int

  /// The tensor in f32: inside the file where it is stored so, else in memory of its own, each
  /// element exactly as it is.
  func matrix() -> FloatMatrix {
    guard type != .f32 else {
      return FloatMatrix(
        region: region, byteOffset: byteOffset, rowCount: rowCount, columnCount: columnCount)
    }
    let matrix = FloatMatrix(rowCount: rowCount, columnCount: columnCount)
    matrix.assign(halves: region, atByteOffset: byteOffset, isBrainFloat: type == .bf16)
    return matrix
  }
}
