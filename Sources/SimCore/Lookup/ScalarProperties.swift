internal import CSimKernels

/// Unicode properties of one scalar, from the module's own tables: the same on every machine and
/// Swift version.
struct ScalarProperties: OptionSet {
  let rawValue: UInt32

  static let letter = Self(SIM_UNICODE_LETTER)
  static let mark = Self(SIM_UNICODE_MARK)
  static let number = Self(SIM_UNICODE_NUMBER)
  static let whiteSpace = Self(SIM_UNICODE_WHITE_SPACE)
  /// May compose with the scalar before it, or be reordered before it.
  static let joinsBackward = Self(SIM_UNICODE_JOINS_BACKWARD)
  static let decomposes = Self(SIM_UNICODE_DECOMPOSES)
  static let folds = Self(SIM_UNICODE_FOLDS)
  static let lowers = Self(SIM_UNICODE_LOWERS)
  /// The classes of the reference tokenizer; see `sim_unicode.h`.
  static let bertRemoved = Self(SIM_UNICODE_BERT_REMOVED)
  static let bertMark = Self(SIM_UNICODE_BERT_MARK)
  static let bertPunctuation = Self(SIM_UNICODE_BERT_PUNCTUATION)
  static let bertInert = Self(SIM_UNICODE_BERT_INERT)

  /// A letter, a digit or other number, or a mark: what a word is made of.
  static let word: Self = [.letter, .mark, .number]

  init(rawValue: UInt32) { self.rawValue = rawValue }
  private init(_ flag: some BinaryInteger) { rawValue = UInt32(flag) }
  private init<Flag: RawRepresentable>(_ flag: Flag) where Flag.RawValue: BinaryInteger {
    rawValue = UInt32(flag.rawValue)
  }

  /// The properties of a scalar. O(1).
  init(of scalar: UInt32) { rawValue = sim_unicode_flags(scalar) }

  var isWord: Bool { !isDisjoint(with: .word) }
}

/// A run of scalars in the table pool, as `sim_unicode.h` packs it.
struct ScalarSpan {
  let offset: UInt32
  let count: UInt32

  init(packed: UInt32) {
    offset = packed >> 5
    count = packed & 31
  }

  var isEmpty: Bool { count == 0 }
  subscript(index: UInt32) -> UInt32 { sim_unicode_pool_scalar(offset + index) }
}

/// ASCII classes for the fast paths.
enum ASCII {
  @inline(__always)
  static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// One of the 32 printable ASCII characters that are no letter, digit or space.
  @inline(__always)
  static func isPunctuation(_ byte: UInt8) -> Bool { byte &- 0x21 < 94 && !isWord(byte) }
}
