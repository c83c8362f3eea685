import Foundation
import GRDB
import SimCore
import Synchronization

extension Store {
  /// The stored vectors of catalog texts under a model; texts without one are not in the result.
  func catalogVectors(of texts: [String], model: String) throws -> [ExactText: [Float]] {
    var vectors = try keptCatalogVectors(of: texts, model: model)
    guard isReadOnly else { return vectors }
    unkeptVectors.withLock { unkept in
      for text in texts where vectors[ExactText(text)] == nil {
        vectors[ExactText(text)] = unkept[CatalogVectorKey(model: model, text: ExactText(text))]
      }
    }
    return vectors
  }

  private func keptCatalogVectors(
    of texts: [String], model: String
  ) throws -> [ExactText: [Float]] {
    try read { db in
      let statement = try db.makeStatement(
        sql: "SELECT vector FROM catalog_vectors WHERE model = ? AND text = ?")
      var vectors: [ExactText: [Float]] = [:]
      for text in texts where vectors[ExactText(text)] == nil {
        if let data = try Data.fetchOne(statement, arguments: [model, text]) {
          vectors[ExactText(text)] = VectorBlob.floats(data)
        }
      }
      return vectors
    }
  }

  /// Keeps the vectors of catalog texts. A cache: texts that have one already are left alone. A
  /// store that is only looked at holds them as long as it is open.
  func keepCatalogVectors(_ vectors: [(text: String, vector: [Float])], model: String) throws {
    guard !isReadOnly else {
      return unkeptVectors.withLock { unkept in
        for (text, vector) in vectors {
          unkept[CatalogVectorKey(model: model, text: ExactText(text))] = vector
        }
      }
    }
    try write { db in
      let statement = try db.makeStatement(
        sql: "INSERT INTO catalog_vectors VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
      for (text, vector) in vectors {
        try statement.execute(arguments: [model, text, VectorBlob.data(vector)])
      }
    }
  }
}

/// What the vector of a catalog text is found by.
struct CatalogVectorKey: Hashable, Sendable {
  let model: String
  let text: ExactText
}

/// Vectors as little-endian bytes.
enum VectorBlob {
  static func data(_ values: [Float]) -> Data {
    values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
  }

  static func data(_ values: [Double]) -> Data {
    values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
  }

  static func floats(_ data: Data) -> [Float] {
    numbers(data, UInt32.self).map { Float(bitPattern: $0) }
  }

  static func doubles(_ data: Data) -> [Double] {
    numbers(data, UInt64.self).map { Double(bitPattern: $0) }
  }

  private static func numbers<Bits: FixedWidthInteger>(_ data: Data, _ type: Bits.Type) -> [Bits] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / MemoryLayout<Bits>.size).map { index in
        Bits(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self))
      }
    }
  }
}
