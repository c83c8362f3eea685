/// CRC-32C one bit at a time (RFC 3720, appendix B.4).
func plainChecksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
  var value: UInt32 = ~0
  for byte in bytes {
    value ^= UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
  }
  return ~value
}
