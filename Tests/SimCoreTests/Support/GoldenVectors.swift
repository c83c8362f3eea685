import Foundation

/// Sentences and their vectors by sentence-transformers, from Tests/Golden/vectors.jsonl
/// (scripts/generate-golden-vectors.py writes it).
struct GoldenVector: Decodable {
  let text: String
  let components: [Float]

  enum CodingKeys: String, CodingKey {
    case text
    case components = "vector"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    text = try container.decode(String.self, forKey: .text)
    // JSONDecoder reads Data from base64.
    let bytes = Array(try container.decode(Data.self, forKey: .components))
    components = stride(from: 0, to: bytes.count - 3, by: 4).map { at in
      Float(
        bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) })
    }
  }

  /// All of them, in the order of the file.
  static func all() throws -> [GoldenVector] {
    try ModelFolder.goldenRows("vectors.jsonl", as: GoldenVector.self)
  }
}
