/// Turns text into the token ids of a BERT-family model.
///
/// Equal to Hugging Face `tokenizers` 0.23 (`BertNormalizer`, `BertPreTokenizer`, `WordPiece`,
/// `[CLS] text [SEP]`, truncation from the right, no padding), down to the Unicode version of its
/// character classes. Literal special tokens in the text ("[SEP]") become their ids, as there.
///
/// Immutable; encoding takes no lock and allocates only a few small buffers.
public struct WordPieceTokenizer: Sendable {
  /// The ids of the longest result, [CLS] and [SEP] among them.
  public let maximumTokenCount: Int

  /// Tokens of the vocabulary; ids are 0 to one less.
  public var vocabularySize: Int { vocabulary.size }
  /// The id of [UNK].
  public var unknownID: Int32 { vocabulary.unknownID }
  /// The id of [CLS].
  public var classifierID: Int32 { vocabulary.classifierID }
  /// The id of [SEP].
  public var separatorID: Int32 { vocabulary.separatorID }

  let vocabulary: WordPieceVocabulary
  let lowercases: Bool
  let stripsAccents: Bool

  /// Reads a vocabulary.
  ///
  /// - Parameters:
  ///   - vocabularyText: the bytes of a `vocab.txt`: one token a line, its id the line number
  ///     from 0.
  ///   - maximumTokenCount: the ids that a text has at most, [CLS] and [SEP] among them.
  ///   - lowercases: whether text is lower-cased.
  ///   - stripsAccents: whether accents are dropped; as `lowercases` where nil.
  /// - Throws: `VocabularyError`: no token, no [UNK], [CLS] or [SEP], a token twice, a maximum
  ///   under 2.
  /// - Complexity: O(n log n).
  public init(
    vocabularyText: [UInt8], maximumTokenCount: Int, lowercases: Bool = true,
    stripsAccents: Bool? = nil
  ) throws(VocabularyError) {
    guard maximumTokenCount >= 2 else { throw .maximumTokenCountTooSmall(maximumTokenCount) }
    vocabulary = try WordPieceVocabulary(text: vocabularyText)
    self.maximumTokenCount = maximumTokenCount
    self.lowercases = lowercases
    self.stripsAccents = stripsAccents ?? lowercases
  }

  /// The ids of a text: [CLS], its tokens as far as they fit, [SEP]. An empty text has the two.
  /// O(n) for a text that is not cut off; what is cut off is not read.
  public func encode(_ text: String) -> [Int32] { encode(text.utf8Span.span) }

  /// The ids of UTF-8 bytes. Bytes that are no UTF-8 are dropped, as U+FFFD is.
  public func encode(_ text: Span<UInt8>) -> [Int32] {
    var run = TokenizerRun(self)
    run.encode(text)
    return run.texts.ids
  }

  /// The special token that begins at an offset.
  func specialToken(in text: Span<UInt8>, at offset: Int) -> (length: Int, id: Int32)? {
    for (token, id) in vocabulary.specials where offset + token.count <= text.count {
      var isEqual = true
      for index in token.indices where text[offset + index] != token[index] { isEqual = false }
      if isEqual { return (token.count, id) }
    }
    return nil
  }
}
