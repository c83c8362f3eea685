/// Finds every known name in a text in one pass: whole words, leftmost-longest, not overlapping.
///
/// Texts and names are compared as `TextKey` folds them (NFKC, full case folding, white-space runs
/// as one space); a case-sensitive name must also have the spelling of the text under NFKC.
/// Offsets are those of the original bytes. A match covers whole characters of the text: "ﬁ" is
/// never split, nor a letter from its combining marks.
///
/// A match is refused where a longer word or name goes on (`Gazetteer+WordEdges.swift`):
/// - a letter, number or mark stands directly before or after it;
/// - `+` or `#` stands directly after it, unless the name itself ends with one of them;
/// - the name is a single letter and one of `- & ' .` joins it to a letter, number or mark: the R
///   of "R&D", the C of "C-3" or "Vitamin-C".
///
/// The longest name that is not refused wins. Names with the same key: a case-sensitive one that
/// fits comes before one that ignores case, then the lowest id.
///
/// The names are compiled into a double-array trie and a table of their first words, in flat
/// arrays. Immutable.
public struct Gazetteer: Sendable {
  /// A name to find.
  public struct Entry: Hashable, Sendable {
    /// What a match reports; need not be unique.
    public var id: Int
    public var text: String
    public var isCaseSensitive: Bool

    public init(id: Int, text: String, isCaseSensitive: Bool = false) {
      self.id = id
      self.text = text
      self.isCaseSensitive = isCaseSensitive
    }
  }

  /// A name found in a text.
  public struct Match: Hashable, Sendable {
    /// The id of the entry.
    public var id: Int
    /// The offset of its first byte in the UTF-8 of the text.
    public var start: Int
    /// The offset after its last byte.
    public var end: Int

    public init(id: Int, start: Int, end: Int) {
      self.id = id
      self.start = start
      self.end = end
    }

    /// The bytes of the text that the name covers.
    public var range: Range<Int> { start..<end }
  }

  /// What the names of one key have in common.
  struct Name: Sendable {
    /// The id of the first entry to try.
    var firstID: Int
    /// The index of that entry, and how many there are.
    var firstEntry: Int32
    var entryCount: Int32
    /// Where the folded name begins in `keyBytes`.
    var keyStart: Int32
    /// What the word edges need to know of it.
    var shape: NameShape
    /// Whether the first entry ignores case, so that it is the answer.
    var ignoresCase: Bool
  }

  let firstWords: FirstWordTable
  let trie: ByteTrie
  /// For each key of the trie.
  let names: [Name]
  /// The keys, one after the other.
  let keyBytes: [UInt8]
  /// The ids of the entries, those of a key in the order in which they are tried.
  let entryIDs: [Int]
  /// For each entry, where its spelling ends in `spellings`; it begins where the one before ends.
  /// An empty spelling is that of an entry that ignores case.
  let spellingEnds: [Int32]
  let spellings: [UInt8]

  /// Compiles the names. Entries with an empty key are left out; entries may repeat.
  /// O(n log n) in the total length.
  public init(_ entries: some Sequence<Entry>) {
    var groups: [ExactText: [Entry]] = [:]
    for entry in entries {
      let key = TextKey(entry.text)
      if !key.isEmpty { groups[ExactText(key.text), default: []].append(entry) }
    }
    let keys = groups.keys.sorted()
    var names: [Name] = []
    var keyBytes: [UInt8] = []
    var ids: [Int] = []
    var ends: [Int32] = []
    var spellings: [UInt8] = []
    for key in keys {
      let entries = (groups[key] ?? []).sorted(by: Gazetteer.isTriedBefore)
      names.append(
        Name(
          firstID: entries.first?.id ?? 0, firstEntry: Int32(ids.count),
          entryCount: Int32(entries.count), keyStart: Int32(keyBytes.count),
          shape: NameShape(key: key.text), ignoresCase: entries.first?.isCaseSensitive == false))
      keyBytes.append(contentsOf: key.text.utf8)
      for entry in entries {
        ids.append(entry.id)
        if entry.isCaseSensitive {
          spellings.append(contentsOf: TextKey.spelling(of: entry.text).utf8)
        }
        ends.append(Int32(spellings.count))
      }
    }
    let sortedKeys = keys.map { Array($0.text.utf8) }
    trie = ByteTrie(sortedKeys: sortedKeys)
    firstWords = FirstWordTable(sortedKeys: sortedKeys, trie: trie)
    self.names = names
    self.keyBytes = keyBytes
    entryIDs = ids
    spellingEnds = ends
    self.spellings = spellings
  }

  private static func isTriedBefore(_ left: Entry, _ right: Entry) -> Bool {
    if left.isCaseSensitive != right.isCaseSensitive { return left.isCaseSensitive }
    return left.id < right.id
  }

  /// The names in a text, in order; offsets into its UTF-8. See `matches(in:)` for bytes.
  public func matches(in text: String) -> [Match] { matches(in: text.utf8Span.span) }

  /// The names in UTF-8 bytes, in order. Bytes that are no UTF-8 match nothing and part words.
  /// O(n · longest name) at worst, O(n) in running text.
  public func matches(in text: [UInt8]) -> [Match] { matches(in: text.span) }
}
