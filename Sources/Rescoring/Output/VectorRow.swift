import Foundation
package import Pipeline

/// A row of the vectors file: a JD's vector, and the role it counts for.
package struct VectorRow: Codable, Hashable, Sendable {
  @Nullable package var id: String?
  /// The chosen role; nil where there is none.
  @Nullable package var role: String?
  /// Little-endian f64 in base64; nil of a JD without a vector.
  @Nullable package var vector: String?

  init(id: String?, role: String?, vector: [Double]?) {
    self.id = id
    self.role = role
    self.vector = vector.map { values in
      var data = Data(capacity: values.count * 8)
      for value in values {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
      return data.base64EncodedString()
    }
  }

  /// The vector's components; nil where there is none or its text is no vector.
  package var components: [Double]? {
    guard let vector, let data = Data(base64Encoded: vector), data.count.isMultiple(of: 8) else {
      return nil
    }
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { index in
        Double(
          bitPattern: UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)))
      }
    }
  }

  var line: String { get throws { try RecordCoding.text(self) + "\n" } }
}
