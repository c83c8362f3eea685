import SimCore

/// How vectors are written to a file.
package enum VectorFormat: String, CaseIterable, Sendable {
  /// A line a sentence: `{"text":…,"vector":[…]}`, components as the shortest decimals that read
  /// back as the same f32.
  case jsonl
  /// NumPy's array file, version 1.0: little-endian f32, C order, a row a sentence.
  case npy

  /// The format that a file's name says: `.npy`, else JSON Lines.
  package init(path: String?) {
    self = path?.hasSuffix(".npy") == true ? .npy : .jsonl
  }
}

/// Writes vectors in one format.
struct VectorWriter {
  let format: VectorFormat
  let dimension: Int
  let sink: FileSink
  private var rowCount = 0

  /// - Parameter sink: for `npy` that of a file, whose start is written again at the end.
  init(_ format: VectorFormat, dimension: Int, sink: FileSink) throws(FileError) {
    self.format = format
    self.dimension = dimension
    self.sink = sink
    if format == .npy { try sink.append(npyHeader) }
  }

  /// Writes the vectors of texts, a row each.
  mutating func append(_ texts: [String], _ vectors: EmbeddingMatrix) throws(FileError) {
    precondition(
      vectors.count == texts.count && vectors.dimension == dimension, "the shapes differ")
    rowCount += texts.count
    var bytes: [UInt8] = []
    switch format {
    case .npy:
      bytes.reserveCapacity(vectors.components.count * 4)
      for component in vectors.components {
        withUnsafeBytes(of: component.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    case .jsonl:
      for (row, text) in texts.enumerated() {
        bytes.append(contentsOf: #"{"text":"#.utf8)
        JSONText.append(text, to: &bytes)
        bytes.append(contentsOf: #","vector":["#.utf8)
        for index in row * dimension..<(row + 1) * dimension {
          if index > row * dimension { bytes.append(UInt8(ascii: ",")) }
          bytes.append(contentsOf: vectors.components[index].description.utf8)
        }
        bytes.append(contentsOf: "]}\n".utf8)
      }
    }
    try sink.append(bytes)
  }

  /// Writes what is known at the end alone.
  func finish() throws(FileError) {
    if format == .npy { try sink.overwriteStart(npyHeader) }
    try sink.flush()
  }

  /// Bytes of an NPY header here: a multiple of 64 with room for any row count.
  static let npyHeaderSize = 128

  /// The header of version 1.0 (NumPy's `numpy.lib.format`): magic, version, the dictionary's
  /// length as a little-endian 16-bit number, and the dictionary, padded with spaces to a line
  /// feed.
  private var npyHeader: [UInt8] {
    let dictionary =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rowCount), \(dimension)), }"
    let length = Self.npyHeaderSize - 10
    var header: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length), 0]
    header += Array(dictionary.utf8)
    header += [UInt8](repeating: 0x20, count: Self.npyHeaderSize - 1 - header.count)
    return header + [0x0A]
  }
}

/// JSON's text of strings.
enum JSONText {
  /// Appends a string literal; what JSON need not escape stays as it is (RFC 8259, section 7).
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x09: bytes += Array(#"\t"#.utf8)
      case 0x00..<0x20:
        bytes += Array(#"\u00"#.utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
