import CSimKernels

/// The sentences of one or more JDs, quantised for the int8 screen.
///
/// A bound of the screen times the sentence's scale is what a similarity cannot exceed.
@safe
struct ScreenQuery: Sendable {
  let sentences: FloatMatrix
  /// Scales, terms, words, starts and totals of `sim_screen_query`, one after another.
  private let region: MemoryRegion
  private let steps: Int
  private let blockSteps: Int

  /// Quantises finite vectors for an index's panels. O(sentences · dimension).
  init(sentences: FloatMatrix, panels: ScreenPanels, kernel: Kernel) {
    self.sentences = sentences
    let dimension = sentences.columnCount
    let count = sentences.rowCount
    let wraps = sim_screen_sums_in_16_bits(kernel.code) == 1
    let steps = sim_screen_steps(dimension)
    let blockSteps = unsafe sentences.withElements { elements in
      wraps
        ? unsafe sim_screen_block_steps(elements, count, dimension, panels.blockSquares)
        : max(Int(SIM_SCREEN_BLOCK), steps)
    }
    self.steps = steps
    self.blockSteps = blockSteps
    let blocks = (steps + blockSteps - 1) / blockSteps
    region = MemoryRegion(byteCount: count * (8 + 8 + 4 * steps + 4 * blocks + 4))
    unsafe withQuery { query in
      unsafe sentences.withElements { elements in
        for sentence in 0..<count {
          unsafe sim_screen_quantise(
            query, sentence, elements + sentence * dimension, dimension,
            wraps ? panels.blockSquares : nil)
        }
      }
    }
  }

  /// A query whose bounds are similarities themselves: scales of 1 and nothing quantised.
  init(unscaled sentences: FloatMatrix) {
    self.sentences = sentences
    steps = 0
    blockSteps = 1
    region = MemoryRegion(byteCount: sentences.rowCount * 20)
    unsafe withQuery { query in
      for sentence in 0..<sentences.rowCount { unsafe query.pointee.scales[sentence] = 1 }
    }
  }

  /// What a bound of a sentence is multiplied with.
  func scale(ofSentence sentence: Int) -> Double {
    precondition(sentence >= 0 && sentence < sentences.rowCount, "no such sentence")
    return unsafe region.doubles(atByteOffset: 0)[sentence]
  }

  /// Calls `body` with the C form.
  @unsafe
  func withQuery(_ body: (UnsafeMutablePointer<sim_screen_query>) -> Void) {
    let count = sentences.rowCount
    let blocks = (steps + blockSteps - 1) / blockSteps
    let words = unsafe region.words(atByteOffset: count * 16)
    var query = unsafe sim_screen_query(
      sentences: count, steps: steps, block_steps: blockSteps, blocks: blocks, words: words,
      starts: words + count * steps, totals: words + count * (steps + blocks),
      terms: region.floats(atByteOffset: count * 8), scales: region.doubles(atByteOffset: 0))
    unsafe withUnsafeMutablePointer(to: &query) { unsafe body($0) }
  }
}
