/// The forward pass of a BERT encoder (Devlin et al. 2019) over a chunk of whole sentences, packed
/// into one stream of tokens with no padding.
///
/// Products, norms and activations work on all rows of the chunk, attention on each sentence's own.
/// Every row's values depend on that row alone (attention: on its sentence), so a sentence has the
/// same bits in every chunk.
struct BERTForwardPass: Sendable {
  let configuration: ModelConfiguration
  let weights: BERTWeights
  let kernel: Kernel

  /// The matrices of one chunk, used by one thread at a time.
  final class Workspace: Sendable {
    let hidden, projections, context, sum, scratch: FloatMatrix

    /// Memory for chunks of `rowCount` tokens.
    init(_ configuration: ModelConfiguration, rowCount: Int) {
      let width = FloatMatrix.padded(configuration.hiddenSize)
      let headStride = FloatMatrix.padded(configuration.headSize)
      let attention = headStride * configuration.headCount
      hidden = FloatMatrix(rowCount: rowCount, columnCount: width)
      projections = FloatMatrix(rowCount: rowCount, columnCount: 3 * attention)
      context = FloatMatrix(rowCount: rowCount, columnCount: attention)
      sum = FloatMatrix(rowCount: rowCount, columnCount: width)
      scratch = FloatMatrix(
        rowCount: 1,
        columnCount: FloatMatrix.scratchCount(
          rowCount: rowCount, longest: configuration.maximumTokenCount,
          widest: max(width, attention), headStride: headStride))
    }

    /// Tokens that a chunk may have.
    var rowCount: Int { hidden.rowCount }
  }

  /// The sentences of a chunk: some of tokenized texts.
  struct Chunk {
    /// All texts: token ids with [CLS] and [SEP], each 1 to `maximumTokenCount`, all under the
    /// vocabulary size.
    let texts: TokenizedTexts
    /// Those that are meant.
    let sentences: ArraySlice<Int>

    /// Calls `body` with each sentence and the rows that its tokens have in the chunk.
    func forEachSentence(_ body: (_ sentence: Int, _ rows: Range<Int>) -> Void) {
      var first = 0
      for sentence in sentences {
        let end = first + texts.tokenCount(of: sentence)
        body(sentence, first..<end)
        first = end
      }
    }

    /// Tokens of all its sentences.
    var tokenCount: Int { sentences.reduce(0) { $0 + texts.tokenCount(of: $1) } }
  }

  /// Puts the unit vector of each sentence of a chunk into its row of a matrix. Allocates nothing.
  ///
  /// - Parameters:
  ///   - chunk: sentences of together at most `workspace.rowCount` tokens.
  ///   - result: a row for each text.
  func encode(_ chunk: Chunk, to result: FloatMatrix, workspace: Workspace) {
    let hidden = workspace.hidden.prefix(rows: chunk.tokenCount)
    chunk.forEachSentence { sentence, rows in
      hidden.rows(rows).assignEmbeddings(
        of: chunk.texts.ids[chunk.texts.range(of: sentence)], words: weights.wordEmbeddings,
        positions: weights.positionEmbeddings, types: weights.tokenTypeEmbeddings)
    }
    normalise(hidden, weights.embeddingNorm)
    for layer in weights.layers {
      attend(hidden, layer, chunk, workspace)
      feedForward(hidden, layer, workspace)
    }
    chunk.forEachSentence { sentence, rows in
      result.assignPooledRow(
        sentence, from: hidden.rows(rows), firstRowOnly: configuration.poolsFirstToken)
    }
  }

  /// hidden = LayerNorm(hidden + projection(softmax(Q·Kᵀ/√d)·V)), head by head.
  private func attend(
    _ hidden: FloatMatrix, _ layer: BERTWeights.Layer, _ chunk: Chunk, _ workspace: Workspace
  ) {
    let projections = workspace.projections.prefix(rows: hidden.rowCount)
    let context = workspace.context.prefix(rows: hidden.rowCount)
    layer.projections.apply(
      hidden, to: projections, accumulates: false, scratch: workspace.scratch, kernel: kernel)
    chunk.forEachSentence { _, rows in
      context.rows(rows).assignAttention(
        projections.rows(rows), headCount: configuration.headCount, scratch: workspace.scratch,
        kernel: kernel)
    }
    layer.attentionOutput.apply(
      context, to: hidden, accumulates: true, scratch: workspace.scratch, kernel: kernel)
    normalise(hidden, layer.attentionNorm)
  }

  /// hidden = LayerNorm(hidden + W₂·GELU(W₁·hidden)).
  private func feedForward(
    _ hidden: FloatMatrix, _ layer: BERTWeights.Layer, _ workspace: Workspace
  ) {
    let sum = workspace.sum.prefix(rows: hidden.rowCount)
    sum.assign(hidden)
    layer.intermediate.feedForward(
      hidden, down: layer.output, addingTo: sum, scratch: workspace.scratch, kernel: kernel)
    hidden.assign(sum)
    normalise(hidden, layer.outputNorm)
  }

  private func normalise(_ rows: FloatMatrix, _ norm: BERTWeights.LayerNorm) {
    rows.layerNorm(
      columns: configuration.hiddenSize, weight: norm.weight, shift: norm.shift,
      epsilon: configuration.layerNormEpsilon, kernel: kernel)
  }
}
