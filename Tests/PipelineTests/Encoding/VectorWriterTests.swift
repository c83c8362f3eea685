import Foundation
import SimCore
import Testing

@testable import Pipeline

/// The files of vectors, read back.
@Suite struct VectorWriterTests {
  private let texts = ["", "a \"b\"\\c\t\u{1}", "東京 😀 \u{2028}/", "d"]
  private let vectors = EmbeddingMatrix(
    dimension: 3,
    components: [
      0.1, -0.0, 1, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 1.0 / 3, 1e-5, -1e-7,
      16_777_216,
      0.333_333_34, Float(bitPattern: 3), -1.175_494_4e-38,
    ])

  private func bytes(_ format: VectorFormat, parts: [Range<Int>]) throws -> [UInt8] {
    let file = TemporaryFile()
    let aside = try AtomicFileWriter(path: file.path)
    var writer = try VectorWriter(format, dimension: 3, sink: aside.sink)
    for part in parts {
      try writer.append(Array(texts[part]), vectors.rows(part))
    }
    try writer.finish()
    #expect(!FileManager.default.fileExists(atPath: file.path), "not before it is whole")
    try aside.replace()
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
  }

  private struct Row: Decodable {
    let text: String
    let vector: [Float]
  }

  @Test("JSON Lines: texts and components read back as they were")
  func jsonLines() throws {
    let bytes = try bytes(.jsonl, parts: [0..<1, 1..<4])
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    #expect(lines.count == 5 && lines.last?.isEmpty == true)
    for (row, line) in lines.dropLast().enumerated() {
      #expect(line.starts(with: #"{"text":"#.utf8))
      let read = try JSONDecoder().decode(Row.self, from: Data(line))
      #expect(read.text == texts[row])
      #expect(read.vector.map(\.bitPattern) == vectors[row].map(\.bitPattern))
    }
    #expect(String(decoding: bytes, as: UTF8.self).contains(#""vector":[0.1,-0.0,1.0]"#))
  }

  @Test("npy: version 1.0, little-endian f32, C order, the number of rows")
  func npy() throws {
    for parts in [[0..<4], [0..<3, 3..<4], []] {
      let bytes = try bytes(.npy, parts: parts)
      let rows = parts.reduce(0) { $0 + $1.count }
      #expect(bytes.prefix(10) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0])
      let header = String(decoding: bytes[10..<128], as: UTF8.self)
      #expect(
        header.trimmingCharacters(in: .whitespacesAndNewlines)
          == "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), 3), }")
      #expect(header.hasSuffix("\n") && bytes.count == 128 + rows * 12)
      let patterns = stride(from: 128, to: bytes.count, by: 4).map { at in
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) }
      }
      #expect(patterns == vectors.components.prefix(rows * 3).map(\.bitPattern))
    }
  }

  @Test("a file that is not replaced leaves nothing behind")
  func abandoned() throws {
    let store = try TemporaryStore()
    let path = store.folder + "/vectors.npy"
    do {
      let aside = try AtomicFileWriter(path: path)
      try aside.sink.append([1, 2, 3])
      #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder).count == 1)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder).isEmpty)
    #expect(throws: FileError.self) {
      try AtomicFileWriter(path: store.folder + "/none/vectors.npy")
    }
  }

  @Test func formatOfAName() {
    #expect(VectorFormat(path: nil) == .jsonl)
    #expect(VectorFormat(path: "a.npy") == .npy)
    #expect(VectorFormat(path: "a.jsonl") == .jsonl)
  }
}
