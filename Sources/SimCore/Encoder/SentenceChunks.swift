/// The sentences of a call in chunks of neighbours, each encoded in one go by one thread.
///
/// Long chunks read the weights less often; short ones keep all activations in the second-level
/// cache and share out evenly among threads. Which chunk a sentence falls into never changes its
/// vector.
struct SentenceChunks: Sendable {
  /// Sentences of each chunk, in their order; none is empty.
  private(set) var ranges: [Range<Int>] = []

  /// Tokens that a chunk aims at: activations of 192 tokens × 384 components fill half of a
  /// second-level cache of 512 KiB.
  static let targetTokenCount = 192

  /// Tokens of the largest chunk where sentences have at most `longest`.
  static func capacity(longest: Int) -> Int { max(targetTokenCount, longest) }

  /// - Parameters:
  ///   - tokenCounts: tokens of each sentence, at most `longest`.
  ///   - threadCount: threads that chunks are shared out among.
  init(tokenCounts: [Int], threadCount: Int, longest: Int) {
    let total = tokenCounts.reduce(0, +)
    guard total > 0 else { return }
    // As many chunks as needed, rounded up so that every thread gets equally many.
    let needed = (total + Self.targetTokenCount - 1) / Self.targetTokenCount
    let count = (needed + threadCount - 1) / threadCount * threadCount
    let aim = min((total + count - 1) / count, Self.targetTokenCount)
    let capacity = Self.capacity(longest: longest)
    var first = 0
    var tokens = 0
    for (index, length) in tokenCounts.enumerated() {
      // A sentence joins the chunk it lies in for the most part.
      if index > first, tokens + length / 2 > aim || tokens + length > capacity {
        ranges.append(first..<index)
        first = index
        tokens = 0
      }
      tokens += length
    }
    ranges.append(first..<tokenCounts.count)
  }
}
