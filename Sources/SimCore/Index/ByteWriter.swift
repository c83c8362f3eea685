/// Little-endian numbers, one after another.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    var rest = number.littleEndian
    unsafe withUnsafeBytes(of: &rest) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: String, paddedTo count: Int) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(contentsOf: repeatElement(0, count: count - text.utf8.count))
  }

  mutating func pad(to multiple: Int) {
    while !bytes.count.isMultiple(of: multiple) { bytes.append(0) }
  }

  var checksum: UInt32 {
    let region = MemoryRegion(byteCount: bytes.count)
    region.store(bytes, at: 0)
    return region.checksum(0..<bytes.count)
  }
}
