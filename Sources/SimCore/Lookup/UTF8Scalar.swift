/// One scalar read from UTF-8 bytes.
///
/// Bytes that are no UTF-8 read as U+FFFD, one byte long each, so that every text can be walked in
/// both directions and no position is lost.
struct UTF8Scalar {
  static let replacement: UInt32 = 0xFFFD

  var value: UInt32
  /// In bytes, 1...4.
  var length: Int

  /// The scalar that begins at `offset`. `offset` must be inside the text. O(1).
  @inline(__always)
  init(in text: Span<UInt8>, at offset: Int) {
    let first = text[offset]
    if first < 0x80 {
      value = UInt32(first)
      length = 1
      return
    }
    self = UTF8Scalar(multibyteIn: text, at: offset, first: first)
  }

  /// The scalar that ends directly before `offset`, which must be greater than 0. O(1).
  init(in text: Span<UInt8>, before offset: Int) {
    let floor = max(0, offset - 4)
    var start = offset - 1
    while start > floor, text[start] & 0xC0 == 0x80 { start -= 1 }
    let scalar = UTF8Scalar(in: text, at: start)
    if start + scalar.length == offset {
      self = scalar
    } else {
      value = UTF8Scalar.replacement
      length = 1
    }
  }

  private init(multibyteIn text: Span<UInt8>, at offset: Int, first: UInt8) {
    value = UTF8Scalar.replacement
    length = 1
    let count: Int
    var bits: UInt32
    let least: UInt32
    switch first {
    case 0xC2...0xDF: (count, bits, least) = (2, UInt32(first & 0x1F), 0x80)
    case 0xE0...0xEF: (count, bits, least) = (3, UInt32(first & 0x0F), 0x800)
    case 0xF0...0xF4: (count, bits, least) = (4, UInt32(first & 0x07), 0x10000)
    default: return
    }
    guard offset + count <= text.count else { return }
    for index in offset + 1..<offset + count {
      let byte = text[index]
      guard byte & 0xC0 == 0x80 else { return }
      bits = bits << 6 | UInt32(byte & 0x3F)
    }
    guard bits >= least, bits <= 0x10FFFF, !(0xD800...0xDFFF).contains(bits) else { return }
    value = bits
    length = count
  }
}

extension [UInt8] {
  /// Appends a scalar as UTF-8. `scalar` must be a Unicode scalar value.
  mutating func appendUTF8(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80:
      append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}
