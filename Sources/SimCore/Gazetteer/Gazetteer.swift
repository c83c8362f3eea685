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
/// arrays that can be saved and mapped back (`Gazetteer+File.swift`). Immutable.
public struct Gazetteer: Sendable {
  /// A name to find.
  public struct Entry: Hashable, Sendable {
    /// What a match reports; need not be unique.
    public var id: Int
    /// The name itself; one whose key is empty is left out.
    public var text: String
    /// Whether the spelling of the text must be the name's.
    public var isCaseSensitive: Bool

    /// A name as given; nothing is checked.
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

    /// A match with its place in bytes.
    public init(id: Int, start: Int, end: Int) {
      self.id = id
      self.start = start
      self.end = end
    }

    /// The bytes of the text that the name covers.
    public var range: Range<Int> { start..<end }
  }

  /// What the names of one key have in common. No padding: it is written to files as it is.
  struct Name: BitwiseCopyable, Sendable {
    /// The id of the first entry to try.
    var firstID: Int64
    /// The index of that entry, and how many there are.
    var firstEntry: Int32
    var entryCount: Int32
    /// Where the folded name begins in `keyBytes`.
    var keyStart: Int32
    private var flags: UInt32

    init(
      firstID: Int, firstEntry: Int, entryCount: Int, keyStart: Int, shape: NameShape,
      ignoresCase: Bool
    ) {
      self.firstID = Int64(firstID)
      self.firstEntry = Int32(firstEntry)
      self.entryCount = Int32(entryCount)
      self.keyStart = Int32(keyStart)
      flags = UInt32(shape.rawValue) | (ignoresCase ? 1 << 8 : 0)
    }

    /// What the word edges need to know of it.
    var shape: NameShape { NameShape(rawValue: UInt8(truncatingIfNeeded: flags)) }
    /// Whether the first entry ignores case, so that it is the answer.
    var ignoresCase: Bool { flags >> 8 & 1 != 0 }
  }

  let firstWords: FirstWordTable
  /// The nodes of the trie of the keys, and for each the index of the key that ends there.
  let nodes: FlatArray<ByteTrie.Node>
  let nodeKeys: FlatArray<Int32>
  /// For each key of the trie.
  let names: FlatArray<Name>
  /// The keys, one after the other.
  let keyBytes: FlatArray<UInt8>
  /// The ids of the entries, those of a key in the order in which they are tried.
  let entryIDs: FlatArray<Int64>
  /// For each entry, where its spelling ends in `spellings`; it begins where the one before ends.
  /// An empty spelling is that of an entry that ignores case.
  let spellingEnds: FlatArray<Int32>
  let spellings: FlatArray<UInt8>

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
    var ids: [Int64] = []
    var ends: [Int32] = []
    var spellings: [UInt8] = []
    for key in keys {
      let entries = (groups[key] ?? []).sorted(by: Gazetteer.isTriedBefore)
      names.append(
        Name(
          firstID: entries.first?.id ?? 0, firstEntry: ids.count, entryCount: entries.count,
          keyStart: keyBytes.count,
          shape: NameShape(key: key.text), ignoresCase: entries.first?.isCaseSensitive == false))
      keyBytes.append(contentsOf: key.text.utf8)
      for entry in entries {
        ids.append(Int64(entry.id))
        if entry.isCaseSensitive {
          spellings.append(contentsOf: TextKey.spelling(of: entry.text).utf8)
        }
        ends.append(Int32(spellings.count))
      }
    }
    let sortedKeys = keys.map { Array($0.text.utf8) }
    let trie = ByteTrie(sortedKeys: sortedKeys)
    nodes = FlatArray(trie.nodes)
    nodeKeys = FlatArray(trie.keys)
    firstWords = FirstWordTable(sortedKeys: sortedKeys, trie: trie)
    self.names = FlatArray(names)
    self.keyBytes = FlatArray(keyBytes)
    entryIDs = FlatArray(ids)
    spellingEnds = FlatArray(ends)
    self.spellings = FlatArray(spellings)
  }

  private static func isTriedBefore(_ left: Entry, _ right: Entry) -> Bool {
    if left.isCaseSensitive != right.isCaseSensitive { return left.isCaseSensitive }
    return left.id < right.id
  }

  /// The names in a text, in order; offsets into its UTF-8. See `matches(in:)` for bytes.
  public func matches(in text: String) -> [Match] { matches(in: text.utf8Span.span) }

  /// The names in UTF-8 bytes, in order. Bytes that are no UTF-8 count as U+FFFD, one each: they
  /// part words, and only a name that holds that character matches them.
  /// O(n · longest name) at worst, O(n) in running text.
  public func matches(in text: [UInt8]) -> [Match] { matches(in: text.span) }
}
