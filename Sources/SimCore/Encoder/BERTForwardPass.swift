/// The forward pass of a BERT encoder over one sentence at a time (Devlin et al. 2019).
///
/// One product a sentence: OpenBLAS's bits depend on the number of rows, so a sentence's vector is
/// the same alone and in any batch only if its products hold its own tokens and nothing else.
struct BERTForwardPass: Sendable {
  let configuration: ModelConfiguration
  let weights: BERTWeights

  /// The matrices one sentence needs, sized for the longest; used by one thread at a time.
  final class Workspace: Sendable {
    let hidden, query, key, value, context, projected: FloatMatrix
    let attention, intermediate: FloatMatrix

    init(_ configuration: ModelConfiguration) {
      let tokens = configuration.maximumTokenCount
      let width = configuration.hiddenSize
      hidden = FloatMatrix(rowCount: tokens, columnCount: width)
      query = FloatMatrix(rowCount: tokens, columnCount: width)
      key = FloatMatrix(rowCount: tokens, columnCount: width)
      value = FloatMatrix(rowCount: tokens, columnCount: width)
      context = FloatMatrix(rowCount: tokens, columnCount: width)
      projected = FloatMatrix(rowCount: tokens, columnCount: width)
      attention = FloatMatrix(rowCount: tokens, columnCount: tokens)
      intermediate = FloatMatrix(
        rowCount: tokens, columnCount: configuration.intermediateSize)
    }
  }

  /// The unit vector of a sentence.
  ///
  /// - Parameter tokens: its token ids with [CLS] and [SEP], 1 to `maximumTokenCount`, all under
  ///   the vocabulary size.
  func sentenceVector(tokens: [Int32], workspace: Workspace) -> [Float] {
    let count = tokens.count
    let hidden = workspace.hidden.prefix(rows: count)
    embed(tokens, into: hidden)
    for layer in weights.layers {
      attend(hidden, layer, workspace)
      feedForward(hidden, layer, workspace)
    }
    return hidden.pooledUnitVector(firstRowOnly: configuration.poolsFirstToken)
  }

  /// hidden = LayerNorm(word + position + token type 0).
  private func embed(_ tokens: [Int32], into hidden: FloatMatrix) {
    for (row, token) in tokens.enumerated() {
      weights.wordEmbeddings.withRow(Int(token)) { word in
        weights.tokenTypeEmbeddings.withRow(0) { type in
          for column in 0..<hidden.columnCount {
            hidden[row, column] = word[column] + type[column]
          }
        }
      }
    }
    hidden.layerNorm(
      adding: weights.positionEmbeddings, bias: nil, weight: weights.embeddingNorm.weight,
      shift: weights.embeddingNorm.shift, epsilon: configuration.layerNormEpsilon)
  }

  /// hidden = LayerNorm(hidden + projection(softmax(Q·Kᵀ/√d)·V)), head by head.
  private func attend(
    _ hidden: FloatMatrix, _ layer: BERTWeights.Layer, _ workspace: Workspace
  ) {
    let count = hidden.rowCount
    let query = workspace.query.prefix(rows: count)
    let key = workspace.key.prefix(rows: count)
    let value = workspace.value.prefix(rows: count)
    let context = workspace.context.prefix(rows: count)
    for (target, linear) in [(query, layer.query), (key, layer.key), (value, layer.value)] {
      target.assignProduct(hidden, transposed: linear.weight)
      target.add(bias: linear.bias)
    }
    let attention = workspace.attention.reshaped(rows: count, columns: count)
    let size = configuration.headSize
    let scale = 1 / Float(size).squareRoot()
    for head in 0..<configuration.headCount {
      let columns = head * size..<(head + 1) * size
      attention.assignProduct(query.columns(columns), transposed: key.columns(columns))
      attention.softmax(scale: scale)
      context.columns(columns).assignProduct(attention, value.columns(columns))
    }
    let projected = workspace.projected.prefix(rows: count)
    projected.assignProduct(context, transposed: layer.attentionOutput.weight)
    hidden.layerNorm(
      adding: projected, bias: layer.attentionOutput.bias, weight: layer.attentionNorm.weight,
      shift: layer.attentionNorm.shift, epsilon: configuration.layerNormEpsilon)
  }

  /// hidden = LayerNorm(hidden + W₂·GELU(W₁·hidden)).
  private func feedForward(
    _ hidden: FloatMatrix, _ layer: BERTWeights.Layer, _ workspace: Workspace
  ) {
    let intermediate = workspace.intermediate.prefix(rows: hidden.rowCount)
    intermediate.assignProduct(hidden, transposed: layer.intermediate.weight)
    intermediate.addBiasGELU(layer.intermediate.bias)
    let projected = workspace.projected.prefix(rows: hidden.rowCount)
    projected.assignProduct(intermediate, transposed: layer.output.weight)
    hidden.layerNorm(
      adding: projected, bias: layer.output.bias, weight: layer.outputNorm.weight,
      shift: layer.outputNorm.shift, epsilon: configuration.layerNormEpsilon)
  }
}
