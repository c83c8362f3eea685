/// Tells from the first word of a place in the text whether a name can begin there.
///
/// A bit set over hashes of the first words of all names (a Bloom filter with one hash): a word
/// that is in it may begin a name, one that is not does not. It fits the first-level cache, and
/// saves most walks in the trie.
///
/// A word here is a run of ASCII letters and digits in folded bytes. A name that goes on with a
/// byte over 0x7F after such a run is not in the set: the matcher asks the filter about whole ASCII
/// words only. Names that begin with another byte are known by that byte.
struct FirstWordFilter: Sendable {
  private static let indexBits: UInt64 = 18

  private var words = [UInt64](repeating: 0, count: 1 << (Self.indexBits - 6))
  /// For each byte, whether a name begins with it and has no word in the set.
  private var otherFirstBytes = [Bool](repeating: false, count: 256)

  /// - Parameter keys: folded names, not empty.
  init(keys: [[UInt8]]) {
    for key in keys {
      let word = key.prefix { ASCII.isWord($0) }
      if word.isEmpty {
        otherFirstBytes[Int(key[0])] = true
      } else if word.count == key.count || key[word.count] < 0x80 {
        let index = Self.index(of: word.reduce(Self.seed, Self.mixed))
        words[Int(index >> 6)] |= 1 << (index & 63)
      }
    }
  }

  static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The hash of a word and one byte more.
  @inline(__always)
  static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always)
  private static func index(of hash: UInt64) -> UInt64 {
    (hash &* seed) >> (64 - indexBits)
  }

  /// Whether a name may begin with the word of a hash.
  @inline(__always)
  func mayBegin(withWordOf hash: UInt64) -> Bool {
    let index = Self.index(of: hash)
    return words[Int(index >> 6)] >> (index & 63) & 1 != 0
  }

  /// Whether a name begins with a byte that is no ASCII letter or digit.
  @inline(__always)
  func mayBegin(with byte: UInt8) -> Bool { otherFirstBytes[Int(byte)] }
}
