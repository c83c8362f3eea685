import Foundation
import SeededRandom
import SimCore

/// Where the vectors of a benchmark come from: a file, or a seed.
struct VectorSource {
  private let file: VectorFile?
  private let seed: UInt64

  /// Fits the number of different JDs to what the file has.
  ///
  /// - Throws: `BenchError` where the file is missing or too short.
  init(shape: inout ScoreShape, file path: String?, seed: UInt64) throws {
    self.seed = seed
    file = try path.map { try VectorFile($0, dimension: shape.dimension) }
    guard let file else { return }
    let groups = (file.rowCount - shape.kras) / (shape.sentences * shape.jds)
    guard groups >= 1 else {
      throw BenchError.badData(
        "the file has \(file.rowCount) rows of dimension \(shape.dimension), \(shape.kras) KRAs and"
          + " a run's sentences take \(shape.kras + shape.sentences * shape.jds);"
          + " give a longer file or smaller sizes")
    }
    shape.distinctJDs = min(shape.distinctJDs, groups * shape.jds)
  }

  func index(of shape: ScoreShape) throws(IndexError) -> KRAIndex {
    try KRAIndex(
      roles: (0..<shape.roles).map { ($0 + 1, shape.krasPerRole) },
      vectors: rows(0..<shape.kras, shape, seed: seed), modelIdentifier: "bench",
      catalogVersion: "1")
  }

  func documents(of shape: ScoreShape) -> [EmbeddingMatrix] {
    let first = shape.kras
    return (0..<shape.distinctJDs).map { document in
      let start = first + document * shape.sentences
      return rows(start..<start + shape.sentences, shape, seed: seed ^ UInt64(document + 1) << 32)
    }
  }

  private func rows(_ range: Range<Int>, _ shape: ScoreShape, seed: UInt64) -> EmbeddingMatrix {
    file?.rows(range)
      ?? RandomVectors.unitVectors(range.count, dimension: shape.dimension, seed: seed)
  }
}

/// A file of little-endian f32, row after row, as NumPy's `tofile` writes them.
struct VectorFile {
  let rowCount: Int
  private let dimension: Int
  private let data: Data

  init(_ path: String, dimension: Int) throws {
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    } catch {
      throw BenchError.missingInput("cannot read \(path); give a file of little-endian f32 rows")
    }
    guard data.count.isMultiple(of: dimension * 4) else {
      throw BenchError.badData(
        "\(path) has \(data.count) bytes, no multiple of a row of dimension \(dimension)")
    }
    self.dimension = dimension
    rowCount = data.count / (dimension * 4)
  }

  func rows(_ range: Range<Int>) -> EmbeddingMatrix {
    let components = data.withUnsafeBytes { bytes in
      (range.lowerBound * dimension..<range.upperBound * dimension).map { index in
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
    var generator = SplitMix64(seed: seed)
    var components: [Float] = []
    components.reserveCapacity(count * dimension)
    for _ in 0..<count {
      components += Similarity.unitVector(
        (0..<dimension).map { _ in Float.random(in: -1...1, using: &generator) })
    }
    return EmbeddingMatrix(dimension: dimension, components: components)
  }
}
