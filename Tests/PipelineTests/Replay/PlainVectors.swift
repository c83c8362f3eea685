import Foundation

@testable import Pipeline

/// The numbers of CONTRACT, computed the slow way and apart from the engine.
struct PlainVectors {
  private var vectors: [Data: [Double]] = [:]
  private let dimension: Int

  /// Reads the `embeddings` of a bundle: an object, or the bare array of vectors.
  init(_ embeddings: JSONValue) {
    let entries = embeddings.items.isEmpty ? embeddings.at("vectors").items : embeddings.items
    var longest = 1
    for entry in entries {
      let vector = Self.stored(Self.floats(entry.at("vector").text ?? ""))
      longest = max(longest, vector.count)
      vectors[Data((entry.at("text").text ?? "").utf8)] = vector
    }
    dimension = longest
  }

  /// The vector of a text; the zero vector where it has none.
  subscript(text: String) -> [Double] {
    vectors[Data(text.utf8)] ?? [Double](repeating: 0, count: dimension)
  }

  private static func floats(_ base64: String) -> [Float] {
    let bytes = Array(Data(base64Encoded: base64) ?? Data())
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
      return Float(bitPattern: bits)
    }
  }

  /// A vector as it is stored: f32 of unit length, made in f64; unit and zero vectors stay.
  private static func stored(_ vector: [Float]) -> [Double] {
    let length = vector.map { Double($0) * Double($0) }.reduce(0, +).squareRoot()
    if length == 0 || abs(length - 1) < 1e-7 { return vector.map(Double.init) }
    return vector.map { Double(Float(Double($0) / length)) }
  }

  /// The f64 dot product in eight lanes.
  static func similarity(_ left: [Double], _ right: [Double]) -> Double {
    var s = [Double](repeating: 0, count: 8)
    for k in left.indices { s[k % 8] = s[k % 8].addingProduct(left[k], right[k]) }
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
  }

  /// A sentence and its nearest KRA.
  struct Pair {
    var sentence: String
    var kra: String
    var similarity: Double
  }

  /// One pair a sentence, largest first, equal ones in text order; empty for a role without KRAs.
  func pairs(sentences: [String], kras: [String]) -> [Pair] {
    guard !kras.isEmpty else { return [] }
    var pairs: [Pair] = []
    for sentence in sentences {
      var best: Pair?
      for kra in kras {
        let similarity = Self.similarity(self[sentence], self[kra])
        if best == nil || similarity > best!.similarity {
          best = Pair(sentence: sentence, kra: kra, similarity: similarity)
        }
      }
      // After every earlier sentence that is as similar.
      let position = pairs.firstIndex { $0.similarity < best!.similarity } ?? pairs.count
      pairs.insert(best!, at: position)
    }
    return pairs
  }

  /// The number that `%.4f` prints.
  static func fourDecimals(_ value: Double) -> JSONValue {
    .number(Double(String(format: "%.4f", value))!)
  }
}
