@testable import SimCore
import Testing

/// How the sentences of a call are shared out.
@Suite struct SentenceChunksTests {
  private func texts(_ lengths: [Int]) -> TokenizedTexts {
    var texts = TokenizedTexts()
    for length in lengths {
      texts.ids += [Int32](repeating: 7, count: length)
      texts.endText()
    }
    return texts
  }

  @Test("every sentence in one chunk, longest first, none too large, with memory used again")
  func everySentenceOnce() {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var chunks = SentenceChunks()
    for round in 0..<300 {
      let longest = [2, 24, 128, 256, 512].randomElement(using: &generator) ?? 2
      let count = round == 0 ? 0 : Int.random(in: 1...200, using: &generator)
      let lengths = (0..<count).map { _ in Int.random(in: 2...longest, using: &generator) }
      let threads = Int.random(in: 1...9, using: &generator)
      chunks.assign(texts(lengths), threadCount: threads, longest: longest)
      #expect(chunks.order.sorted() == Array(0..<count), "seed \(seed)")
      #expect(chunks.ranges.map(\.count).reduce(0, +) == count)
      #expect(chunks.ranges.map { Array(chunks.order[$0]) }.joined().elementsEqual(chunks.order))
      for (first, second) in zip(chunks.order, chunks.order.dropFirst()) {
        #expect(
          lengths[first] > lengths[second] || (lengths[first] == lengths[second] && first < second),
          "seed \(seed)")
      }
      for range in chunks.ranges {
        let tokens = chunks.order[range].reduce(0) { $0 + lengths[$1] }
        #expect(!range.isEmpty && tokens <= SentenceChunks.capacity(longest: longest))
      }
    }
  }

  @Test("one thread: chunks of equal size; several: short ones at the end")
  func sizes() {
    let lengths = [Int](repeating: 20, count: 64)
    var chunks = SentenceChunks()
    chunks.assign(texts(lengths), threadCount: 1, longest: 256)
    #expect(chunks.ranges.map { $0.count * 20 } == [180, 180, 180, 180, 180, 200, 180])
    chunks.assign(texts(lengths), threadCount: 2, longest: 256)
    let tokens = chunks.ranges.map { $0.count * 20 }
    #expect(tokens.first ?? 0 >= 180 && tokens.suffix(3).allSatisfy { $0 <= 60 }, "\(tokens)")
  }
}
