/// The defined similarity of embeddings.
public enum Similarity {
  /// The cosine similarity of two unit vectors: their f64 dot product in eight lanes.
  ///
  /// Lane l takes s ← fma(a[k], b[k], s) for k = l, l + 8, …; then
  /// ((s0+s4)+(s2+s6))+((s1+s5)+(s3+s7)). Every kernel and machine gives the same bits. A zero
  /// vector has similarity 0 with everything. O(dimension).
  ///
  /// - Precondition: both have the same dimension.
  public static func cosine(
    _ left: [Float], _ right: [Float], kernel: Kernel = .current
  ) -> Double {
    precondition(left.count == right.count, "dimensions \(left.count) and \(right.count)")
    precondition(kernel.isSupported, "this machine cannot run kernel \(kernel.rawValue)")
    guard !left.isEmpty else { return 0 }
    let a = EmbeddingMatrix(dimension: left.count, components: left).matrix()
    let b = EmbeddingMatrix(dimension: right.count, components: right).matrix()
    return a.similarity(row: 0, with: b, row: 0, kernel: kernel)
  }

  /// `vector` scaled to unit length in f64, as vectors are stored; a zero vector stays zero, and one
  /// that is not finite gives one that is not.
  ///
  /// A vector that is of unit length but for the rounding of its f32 components (2⁻²² covers
  /// dimensions up to 2,000 and more) stays as it is, so that storing twice changes no bit.
  public static func unitVector(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0, abs(length - 1) > 0x1p-22 else { return vector }
    return vector.map { Float(Double($0) / length) }
  }
}
