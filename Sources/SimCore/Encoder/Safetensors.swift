#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A memory-mapped safetensors file: named, shaped arrays behind a JSON header.
///
/// Format: an 8-byte little-endian header length, the JSON header, then the data. Opening reads the
/// header alone; pages of weights come in when they are first used, and are shared between
/// processes. Tensors of type F32, F16 and BF16 can be taken as matrices.
struct Safetensors: Sendable {
  struct Entry: Decodable, Sendable {
    let dtype: String
    let shape: [Int]
    let dataOffsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case dataOffsets = "data_offsets"
    }
  }

  let path: String
  let entries: [String: Entry]
  let region: MemoryRegion
  /// The header's bytes: they identify the layout of the weights.
  let header: [UInt8]
  private let dataStart: Int

  /// The largest header that is read; the format's reference implementation has the same limit.
  static let largestHeader = 100_000_000

  init(path: String) throws(ModelError) {
    self.path = path
    do {
      region = try MemoryRegion(mapping: path)
    } catch {
      throw .file(error)
    }
    guard region.byteCount >= 8 else {
      throw .malformedWeights(file: path, reason: "it has \(region.byteCount) bytes")
    }
    var headerLength: UInt64 = 0
    for (index, byte) in region.bytes(0..<8).enumerated() {
      headerLength |= UInt64(byte) << UInt64(8 * index)
    }
    guard headerLength <= UInt64(Self.largestHeader),
      Int(headerLength) + 8 <= region.byteCount
    else { throw .malformedWeights(file: path, reason: "its header runs past its end") }
    dataStart = 8 + Int(headerLength)
    header = region.bytes(8..<dataStart)
    entries = try Self.parse(header: header, path: path)
    for (name, entry) in entries {
      let end = region.byteCount - dataStart
      guard entry.dataOffsets.count == 2, entry.dataOffsets[0] >= 0,
        entry.dataOffsets[0] <= entry.dataOffsets[1], entry.dataOffsets[1] <= end
      else { throw .malformedWeights(file: path, reason: "tensor \(name) runs past its end") }
    }
  }

  private static func parse(
    header: [UInt8], path: String
  ) throws(ModelError) -> [String: Entry] {
    /// The header's members: tensors, and free metadata under one reserved name.
    struct Header: Decodable {
      var entries: [String: Entry] = [:]

      struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        for key in container.allKeys where key.stringValue != "__metadata__" {
          entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
        }
      }
    }
    do {
      return try JSONDecoder().decode(Header.self, from: Data(header)).entries
    } catch {
      throw .malformedWeights(file: path, reason: "its header is not the JSON it should be")
    }
  }

  /// A tensor that is there and has the shape it must; a vector is one row.
  ///
  /// - Throws: `.missingTensor`, `.wrongShape`, or `.malformedWeights` where its type cannot be
  ///   read or the data has another size than the shape says.
  func tensor(_ name: String, shape: [Int]) throws(ModelError) -> Tensor {
    guard let entry = entries[name] else { throw .missingTensor(name: name, file: path) }
    guard entry.shape == shape else {
      throw .wrongShape(name: name, expected: shape, found: entry.shape)
    }
    guard let type = Tensor.Element(rawValue: entry.dtype) else {
      throw .malformedWeights(
        file: path,
        reason: "tensor \(name) is \(entry.dtype), only F32, F16 and BF16 can be read")
    }
    let offset = dataStart + entry.dataOffsets[0]
    guard let byteCount = Self.byteCount(of: shape, elementByteCount: type.byteCount),
      entry.dataOffsets[1] - entry.dataOffsets[0] == byteCount, offset % type.byteCount == 0
    else {
      throw .malformedWeights(
        file: path, reason: "the data of tensor \(name) does not fit its shape")
    }
    return Tensor(
      region: region, byteOffset: offset, type: type, rowCount: shape.count == 1 ? 1 : shape[0],
      columnCount: shape.last ?? 0)
  }

  /// The bytes of a shape; nil for one that no data can have.
  private static func byteCount(of shape: [Int], elementByteCount: Int) -> Int? {
    var count = elementByteCount
    for length in shape {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !isTooLarge else { return nil }
      count = product
    }
    return count
  }

  /// Gives the pages of the tensors whose names begin so back to the system.
  func releasePages(ofTensorsWithPrefix prefix: String) {
    for (name, entry) in entries where name.hasPrefix(prefix) {
      region.releasePages(
        dataStart + entry.dataOffsets[0]..<dataStart + entry.dataOffsets[1])
    }
  }

  /// A checksum that tells weight files apart without reading all of them: header, size, and 64
  /// samples of 4 KiB spread over the data.
  func fingerprint() -> UInt32 {
    var checksum = region.checksum(0..<dataStart) ^ UInt32(truncatingIfNeeded: region.byteCount)
    let sampleCount = 64
    let sampleSize = 4096
    for sample in 0..<sampleCount {
      let span = max(0, region.byteCount - dataStart - sampleSize)
      let start = dataStart + span / sampleCount * sample
      let end = min(region.byteCount, start + sampleSize)
      checksum = checksum &* 31 &+ region.checksum(start..<end)
    }
    return checksum
  }
}
