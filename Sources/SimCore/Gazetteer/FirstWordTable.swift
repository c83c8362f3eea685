/// Where in the trie the first words of the names end: one look-up instead of a walk.
///
/// A word here is a run of ASCII letters and digits in folded bytes. A bit set over hashes, small
/// enough for the first-level cache, says of most words at once that no name begins with them; a
/// hash table has the trie nodes of the others. A name whose first word is followed by a byte over
/// 0x7F is in neither: the matcher asks only about words that ASCII ends. Names that begin with
/// another byte are known by that byte.
///
/// A slot keeps 32 bits of a hash, not the word. A first word finds its own slot, but a word with
/// which no name begins may find that of another: what is found from `Place.node` on must be
/// compared with the text.
struct FirstWordTable: Sendable {
  /// What the table says of a word.
  enum Place {
    /// No name begins with it.
    case none
    /// The names that may begin with it go on from this node.
    case node(UInt32)
    /// Two first words share the hash: walk from the root.
    case unclear
  }

  struct Slot: BitwiseCopyable {
    var tag: UInt32 = 0
    /// The root in an empty slot, `unclear` where two words share the tag.
    var node: UInt32 = ByteTrie.root

    static let unclear = UInt32.max
  }

  static let bitIndexBits: UInt64 = 18
  static let bitWordCount = 1 << (bitIndexBits - 6)

  let bits: FlatArray<UInt64>
  /// Open addressing with linear probing, at most half full; a power of two.
  let slots: FlatArray<Slot>
  /// For each byte 1 where a name that the set does not have begins with it, else 0.
  let otherFirstBytes: FlatArray<UInt8>

  /// The parts of a table that was built before; nil where their sizes are none.
  init?(
    bits: FlatArray<UInt64>, slots: FlatArray<Slot>, otherFirstBytes: FlatArray<UInt8>
  ) {
    guard bits.count == Self.bitWordCount, slots.count.nonzeroBitCount == 1,
      otherFirstBytes.count == 256
    else { return nil }
    self.bits = bits
    self.slots = slots
    self.otherFirstBytes = otherFirstBytes
  }

  /// - Parameters:
  ///   - keys: folded names, sorted by bytes, not empty.
  ///   - trie: the trie of these keys.
  init(sortedKeys keys: [[UInt8]], trie: ByteTrie) {
    var words: [ArraySlice<UInt8>] = []
    var otherFirstBytes = [UInt8](repeating: 0, count: 256)
    for key in keys {
      let word = key.prefix { ASCII.isWord($0) }
      if word.isEmpty {
        otherFirstBytes[Int(key[0])] = 1
      } else if word.count == key.count || key[word.count] < 0x80, words.last != word {
        words.append(word)
      }
    }
    var capacity = 64
    while capacity < words.count * 2 { capacity *= 2 }
    var bits = [UInt64](repeating: 0, count: Self.bitWordCount)
    var slots = [Slot](repeating: Slot(), count: capacity)
    // A word may come twice, for between "a b" and "a-b" there may be "a1".
    for word in Set(words) {
      guard let node = trie.node(at: Array(word)) else { continue }
      Self.insert(Self.finished(word.reduce(Self.seed, Self.mixed)), node, &bits, &slots)
    }
    self.bits = FlatArray(bits)
    self.slots = FlatArray(slots)
    self.otherFirstBytes = FlatArray(otherFirstBytes)
  }

  private static func insert(
    _ hash: UInt64, _ node: UInt32, _ bits: inout [UInt64], _ slots: inout [Slot]
  ) {
    let bit = hash >> (64 - bitIndexBits)
    bits[Int(bit >> 6)] |= 1 << (bit & 63)
    let tag = UInt32(truncatingIfNeeded: hash >> 16)
    var index = hash & UInt64(slots.count - 1)
    while slots[Int(index)].node != ByteTrie.root {
      if slots[Int(index)].tag == tag {
        slots[Int(index)].node = Slot.unclear
        return
      }
      index = (index + 1) & UInt64(slots.count - 1)
    }
    slots[Int(index)] = Slot(tag: tag, node: node)
  }

  static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The hash of a word and one byte more.
  @inline(__always)
  static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always)
  private static func finished(_ hash: UInt64) -> UInt64 {
    let spread = (hash ^ (hash >> 29)) &* seed
    return spread ^ (spread >> 32)
  }

  /// Where the names begin that begin with the word of a hash.
  @inline(__always)
  func place(ofWordWith hash: UInt64) -> Place {
    let finished = Self.finished(hash)
    let bit = finished >> (64 - Self.bitIndexBits)
    guard bits[Int(bit >> 6)] >> (bit & 63) & 1 != 0 else { return .none }
    let tag = UInt32(truncatingIfNeeded: finished >> 16)
    var index = finished & UInt64(slots.count - 1)
    while true {
      let slot = slots[Int(index)]
      if slot.node == ByteTrie.root { return .none }
      if slot.tag == tag { return slot.node == Slot.unclear ? .unclear : .node(slot.node) }
      index = (index + 1) & UInt64(slots.count - 1)
    }
  }

  /// Whether a name begins with a byte that is no ASCII letter or digit.
  @inline(__always)
  func mayBegin(with byte: UInt8) -> Bool { otherFirstBytes[Int(byte)] != 0 }
}
