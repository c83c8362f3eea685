/// The tokens of a WordPiece vocabulary in a trie: greedy longest-match-first (Wu et al. 2016).
struct WordPieceVocabulary: Sendable {
  /// The literal tokens that stand for themselves wherever they occur in a text.
  static let specialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
  static let continuationPrefix = Array("##".utf8)
  /// A longer word is unknown as a whole. In scalars.
  static let maximumWordLength = 100

  /// One more than the highest id.
  let size: Int
  let unknownID: Int32
  let classifierID: Int32
  let separatorID: Int32
  /// Those of `specialTokens` that the vocabulary has.
  let specials: [(bytes: [UInt8], id: Int32)]

  private let trie: ByteTrie
  /// The id of each key of the trie.
  private let ids: [Int32]
  /// The node after "##"; nil where no token continues a word.
  private let continuation: UInt32?

  /// Reads one token a line; its id is the line number from 0. A carriage return at the end of a
  /// line is not part of it. O(n log n).
  init(text: [UInt8]) throws(VocabularyError) {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      $0.last == 0x0D ? $0.dropLast() : $0
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.contains(where: { !$0.isEmpty }) else { throw .empty }
    let order = lines.indices.sorted {
      lines[$0].lexicographicallyPrecedes(lines[$1])
        || ($0 < $1 && lines[$0].elementsEqual(lines[$1]))
    }
    for (first, second) in zip(order, order.dropFirst())
    where lines[first].elementsEqual(lines[second]) {
      throw .duplicateToken(
        String(decoding: lines[first], as: UTF8.self), firstLine: first + 1,
        secondLine: second + 1)
    }
    let keyed = order.filter { !lines[$0].isEmpty }
    size = lines.count
    ids = keyed.map { Int32($0) }
    trie = ByteTrie(sortedKeys: keyed.map { Array(lines[$0]) })
    continuation = trie.node(at: Self.continuationPrefix)

    let trie = trie
    let ids = ids
    func id(of token: String) -> Int32? {
      guard let node = trie.node(at: Array(token.utf8)), trie.keys[Int(node)] >= 0 else {
        return nil
      }
      return ids[Int(trie.keys[Int(node)])]
    }
    func required(_ token: String) throws(VocabularyError) -> Int32 {
      guard let found = id(of: token) else { throw .missingToken(token) }
      return found
    }
    unknownID = try required("[UNK]")
    classifierID = try required("[CLS]")
    separatorID = try required("[SEP]")
    specials = Self.specialTokens.compactMap { token in
      id(of: token).map { (Array(token.utf8), $0) }
    }
  }

  /// Appends the pieces of a word, or the unknown token where it cannot be pieced together.
  ///
  /// - Parameters:
  ///   - word: its bytes, valid UTF-8, not empty.
  ///   - scalarCount: its length in scalars.
  /// - Complexity: O(length) for nearly every word.
  func appendPieces(
    of word: [UInt8], scalarCount: Int, to result: inout [Int32]
  ) {
    guard scalarCount <= Self.maximumWordLength else { return result.append(unknownID) }
    let nodes = trie.nodes.span
    let firstPiece = result.count
    var node: UInt32? = ByteTrie.root
    var start = 0
    while start < word.count {
      guard let origin = node,
        let (key, end) = longestKey(nodes, from: origin, start..<word.count, in: word.span)
      else {
        result.removeSubrange(firstPiece...)
        return result.append(unknownID)
      }
      result.append(ids[key])
      start = end
      node = continuation
    }
  }

  /// The longest key that continues a path of the trie with the first bytes of a range.
  @inline(__always)
  private func longestKey(
    _ nodes: Span<ByteTrie.Node>, from origin: UInt32, _ range: Range<Int>,
    in bytes: Span<UInt8>
  ) -> (key: Int, end: Int)? {
    var node = origin
    var longest: (node: UInt32, end: Int)?
    for position in range {
      guard let child = ByteTrie.child(nodes, of: node, bytes[position]) else { break }
      node = child
      if nodes[Int(node)].endsKey { longest = (node, position + 1) }
    }
    return longest.map { (Int(trie.keys[Int($0.node)]), $0.end) }
  }
}
