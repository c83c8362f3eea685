import CSimKernels

/// The sentences of one or more JDs, quantised for the int8 screen.
///
/// A bound of the screen times the sentence's scale is what a similarity cannot exceed.
@safe
struct ScreenQuery: Sendable {
  let sentences: FloatMatrix
  /// Lengths, scales, terms, words, totals and starts of `sim_screen_query`, one after another.
  private let region: MemoryRegion
  private let steps: Int
  private let blockSteps: Int

  /// Quantises vectors for an index's panels; `largestNorm` tells whether they can be screened.
  /// O(sentences · dimension).
  init(sentences: FloatMatrix, panels: ScreenPanels, kernel: Kernel) {
    self.sentences = sentences
    let dimension = sentences.columnCount
    let count = sentences.rowCount
    let steps = sim_screen_steps(dimension)
    let squareCount = panels.blockSquares.count
    let region = MemoryRegion(byteCount: count * (28 + 4 * steps + 2 * squareCount))
    let room = MemoryRegion(byteCount: ((count + 1) * squareCount + count) * 8, isZeroed: false)
    self.steps = steps
    self.region = region
    blockSteps = unsafe Self.withQuery(region, sentences, steps, blockSteps: 1) { query in
      unsafe sentences.withElements { elements in
        unsafe sim_screen_quantise(
          kernel.code, query, elements, dimension, panels.blockSquares,
          room.doubles(atByteOffset: 0))
      }
      return unsafe query.pointee.block_steps
    }
  }

  /// A query for the f32 screen: scales of 1, and what covers the rounding of its products.
  init(float sentences: FloatMatrix) {
    self.sentences = sentences
    steps = 0
    blockSteps = 1
    region = MemoryRegion(byteCount: sentences.rowCount * 28)
    unsafe withQuery { unsafe sim_screen_float_prepare($0) }
  }

  /// A query whose bounds are similarities themselves: scales of 1 and nothing quantised.
  init(unscaled sentences: FloatMatrix) {
    self.sentences = sentences
    steps = 0
    blockSteps = 1
    region = MemoryRegion(byteCount: sentences.rowCount * 28)
    unsafe withQuery { query in
      for sentence in 0..<sentences.rowCount {
        unsafe query.pointee.scales[sentence] = 1
        unsafe query.pointee.norms[sentence] = sentences.norm(row: sentence)
      }
    }
  }

  /// What a bound of a sentence is multiplied with.
  func scale(ofSentence sentence: Int) -> Double {
    precondition(sentence >= 0 && sentence < sentences.rowCount, "no such sentence")
    return unsafe region.doubles(atByteOffset: 0)[sentence]
  }

  /// The scales of all sentences, while this object lives.
  @unsafe
  var scales: UnsafePointer<Double> { unsafe UnsafePointer(region.doubles(atByteOffset: 0)) }

  /// The lengths of all sentences, rounded up, while this object lives.
  @unsafe
  var norms: UnsafePointer<Double> {
    unsafe UnsafePointer(region.doubles(atByteOffset: 8 * sentences.rowCount))
  }

  /// The largest length of the given sentences; NaN where one has a component that is no number.
  func largestNorm(of rows: Range<Int>) -> Double {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= sentences.rowCount, "no such rows")
    let norms = unsafe region.doubles(atByteOffset: 8 * sentences.rowCount)
    var largest = 0.0
    for row in rows where unsafe !(norms[row] <= largest) {
      largest = unsafe norms[row]
      if largest.isNaN { break }
    }
    return largest
  }

  /// Calls `body` with the C form.
  @unsafe
  func withQuery(_ body: (UnsafeMutablePointer<sim_screen_query>) -> Void) {
    unsafe Self.withQuery(region, sentences, steps, blockSteps: blockSteps, body)
  }

  private static func withQuery<Result>(
    _ region: MemoryRegion, _ sentences: FloatMatrix, _ steps: Int, blockSteps: Int,
    _ body: (UnsafeMutablePointer<sim_screen_query>) -> Result
  ) -> Result {
    let count = sentences.rowCount
    let words = unsafe region.words(atByteOffset: count * 24)
    var query = unsafe sim_screen_query(
      vectors: sentences.packedElements, dimension: sentences.columnCount, sentences: count,
      steps: steps, block_steps: blockSteps,
      blocks: (steps + blockSteps - 1) / blockSteps, words: words,
      starts: words + count * (steps + 1), totals: words + count * steps,
      terms: region.floats(atByteOffset: count * 16), scales: region.doubles(atByteOffset: 0),
      norms: region.doubles(atByteOffset: count * 8))
    return unsafe withUnsafeMutablePointer(to: &query) { unsafe body($0) }
  }
}
