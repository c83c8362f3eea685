import Foundation
import SimCore

extension VectorFile {
  /// Writes all rows.
  static func write(_ vectors: EmbeddingMatrix, to path: String) throws {
    var data = Data(capacity: vectors.components.count * 4)
    for component in vectors.components {
      withUnsafeBytes(of: component.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    do {
      try data.write(to: URL(fileURLWithPath: path))
    } catch {
      throw BenchError.unwritable(path)
    }
  }
}
