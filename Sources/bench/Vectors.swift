import Foundation
import SimCore

/// Vectors from a file of little-endian f32, row after row, as NumPy's `tofile` writes them.
enum VectorFile {
  /// The first `rows` rows.
  static func read(_ path: String, dimension: Int, rows: Int) throws -> EmbeddingMatrix {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw BenchError.missingInput("cannot read \(path); give a file of little-endian f32 rows")
    }
    let byteCount = rows * dimension * 4
    guard data.count.isMultiple(of: dimension * 4), data.count >= byteCount else {
      throw BenchError.badData(
        "\(path) has \(data.count) bytes, \(rows) rows of dimension \(dimension) take \(byteCount);"
          + " give a longer file or smaller sizes")
    }
    let components = data.withUnsafeBytes { bytes in
      (0..<rows * dimension).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
      }
    }
    return EmbeddingMatrix(dimension: dimension, components: components)
  }
}

/// Random vectors that are the same for the same seed on every machine.
enum RandomVectors {
  static func unitVectors(_ count: Int, dimension: Int, seed: UInt64) -> EmbeddingMatrix {
    var generator = SplitMix64(state: seed)
    var result = EmbeddingMatrix(dimension: dimension)
    for _ in 0..<count {
      result.append(
        Similarity.unitVector(
          (0..<dimension).map { _ in Float.random(in: -1...1, using: &generator) }))
    }
    return result
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
