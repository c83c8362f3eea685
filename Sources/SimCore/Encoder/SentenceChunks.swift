/// The sentences of a call in chunks, each encoded in one go by one thread.
///
/// Longest first, and, where threads share them, ever shorter chunks: whoever ends first waits no
/// longer than for a short one. Long chunks read the weights less often; chunks of up to 192 tokens
/// keep all activations in the second-level cache. Which chunk a sentence falls into never changes
/// its vector. The memory is used again by the next call.
struct SentenceChunks: Sendable {
  /// The sentences, longest first, equal lengths in their order.
  private(set) var order: [Int] = []
  /// The parts of `order` that are the chunks; none is empty.
  private(set) var ranges: [Range<Int>] = []
  /// Of each length, where its next sentence goes in `order`.
  private var places: [Int] = []

  /// Tokens that a chunk aims at: activations of 192 tokens × 384 components fill half of a
  /// second-level cache of 512 KiB.
  static let targetTokenCount = 192

  /// Tokens that a chunk of several threads aims at in the end: below, too little work is done for
  /// each reading of the weights.
  static let smallestTokenCount = 48

  /// Tokens of the largest chunk where sentences have at most `longest`.
  static func capacity(longest: Int) -> Int { max(targetTokenCount, longest) }

  /// Shares out sentences.
  ///
  /// - Parameters:
  ///   - threadCount: threads that take one chunk after the other.
  ///   - longest: the most tokens that a sentence may have.
  /// - Complexity: O(sentences + longest).
  mutating func assign(_ sentences: TokenizedTexts, threadCount: Int, longest: Int) {
    sort(sentences, longest: longest)
    ranges.removeAll(keepingCapacity: true)
    guard sentences.count > 0 else { return }
    let capacity = Self.capacity(longest: longest)
    var left = sentences.tokenCount
    var first = 0
    var tokens = 0
    var aim = 0
    for (place, sentence) in order.enumerated() {
      let length = sentences.tokenCount(of: sentence)
      // A sentence joins the chunk it lies in for the most part.
      if place > first, tokens + length / 2 > aim || tokens + length > capacity {
        ranges.append(first..<place)
        left -= tokens
        first = place
        tokens = 0
      }
      if place == first { aim = Self.aim(left, threadCount) }
      tokens += length
    }
    ranges.append(first..<order.count)
  }

  /// The tokens of the next chunk where so many are left. One thread: chunks of equal size, as few
  /// as may be. Several: half of what is left, shared out evenly (guided self-scheduling,
  /// Polychronopoulos and Kuck 1987).
  private static func aim(_ left: Int, _ threadCount: Int) -> Int {
    guard threadCount > 1 else {
      let needed = (left + targetTokenCount - 1) / targetTokenCount
      return (left + needed - 1) / needed
    }
    return min(max(left / (2 * threadCount), smallestTokenCount), targetTokenCount)
  }

  /// Counts lengths and puts each sentence in its place.
  private mutating func sort(_ sentences: TokenizedTexts, longest: Int) {
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: repeatElement(0, count: longest + 1))
    for sentence in 0..<sentences.count { places[sentences.tokenCount(of: sentence)] += 1 }
    var place = 0
    for length in places.indices.reversed() {
      let count = places[length]
      places[length] = place
      place += count
    }
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: repeatElement(0, count: sentences.count))
    for sentence in 0..<sentences.count {
      let length = sentences.tokenCount(of: sentence)
      order[places[length]] = sentence
      places[length] += 1
    }
  }
}
