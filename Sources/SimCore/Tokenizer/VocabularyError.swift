/// Why a WordPiece vocabulary cannot be used.
public enum VocabularyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text has no token.
  case empty
  /// A token that every text needs is not in it.
  case missingToken(String)
  /// A token stands on two lines (counted from 1).
  case duplicateToken(String, firstLine: Int, secondLine: Int)
  /// [CLS] and [SEP] do not fit.
  case maximumTokenCountTooSmall(Int)

  public var description: String {
    switch self {
    case .empty:
      "the vocabulary is empty; give a vocab.txt with one token a line"
    case .missingToken(let token):
      "the vocabulary lacks \(token); give the vocab.txt of a BERT-family model"
    case .duplicateToken(let token, let first, let second):
      "the token \"\(token)\" stands on lines \(first) and \(second) of the vocabulary; "
        + "give an unchanged vocab.txt"
    case .maximumTokenCountTooSmall(let count):
      "a maximum of \(count) tokens leaves no room for [CLS] and [SEP]; give 2 or more"
    }
  }
}
