/// The tensors of a BERT encoder: linear layers packed for the kernels, embeddings inside the
/// mapped weight file, of which only the rows of tokens that occur are ever read.
struct BERTWeights: Sendable {
  struct LayerNorm: Sendable {
    let weight: FloatMatrix
    let shift: FloatMatrix
  }

  struct Layer: Sendable {
    /// Q (scaled by 1/√head size), K and V, head by head, as one layer.
    let projections: PackedLinear
    let attentionOutput: PackedLinear
    let attentionNorm: LayerNorm
    let intermediate: PackedLinear
    let output: PackedLinear
    let outputNorm: LayerNorm
  }

  let wordEmbeddings: FloatMatrix
  let positionEmbeddings: FloatMatrix
  let tokenTypeEmbeddings: FloatMatrix
  let embeddingNorm: LayerNorm
  let layers: [Layer]

  /// Reads and packs the weights; pages of the file that were packed are given back.
  ///
  /// A weight of a layer that is no finite number is refused here: attention and int8 would make
  /// finite vectors of it. In embeddings and norms it makes every vector that it reaches non-finite.
  init(
    file: Safetensors, configuration: ModelConfiguration, precision: Precision, kernel: Kernel
  ) throws(ModelError) {
    let tensors = BERTTensors(file: file, configuration: configuration)
    let hidden = configuration.hiddenSize
    wordEmbeddings = try tensors.tensor(
      "embeddings.word_embeddings.weight", [configuration.vocabularySize, hidden]
    ).matrix()
    positionEmbeddings = try tensors.tensor(
      "embeddings.position_embeddings.weight", [configuration.positionCount, hidden]
    ).matrix()
    tokenTypeEmbeddings = try tensors.tensor(
      "embeddings.token_type_embeddings.weight", [configuration.tokenTypeCount, hidden]
    ).matrix()
    embeddingNorm = try tensors.norm("embeddings.LayerNorm")
    // All tensors are checked before the first is packed.
    let sources = try (0..<configuration.layerCount).map { index throws(ModelError) in
      try BERTTensors.Layer(tensors, index: index)
    }
    let shapes = LayerShapes(
      configuration: configuration, format: PackedLinear.Format(precision, kernel: kernel))
    let region = MemoryRegion(byteCount: shapes.layerByteCount * sources.count)
    var layers: [Layer] = []
    for (index, source) in sources.enumerated() {
      guard let layer = shapes.pack(source, into: region, at: index * shapes.layerByteCount) else {
        throw .malformedWeights(
          file: file.path, reason: "layer \(index) has a weight that is no finite number")
      }
      layers.append(layer)
      tensors.releasePages(ofLayer: index)
    }
    self.layers = layers
  }
}

/// The padded sizes of a layer, and its place in memory.
private struct LayerShapes {
  let configuration: ModelConfiguration
  let format: PackedLinear.Format

  /// Hidden, inner and attention columns, padded.
  private var hidden: Int { FloatMatrix.padded(configuration.hiddenSize) }
  private var inner: Int { FloatMatrix.padded(configuration.intermediateSize) }
  private var attention: Int {
    FloatMatrix.padded(configuration.headSize) * configuration.headCount
  }

  /// Inputs and outputs of the four linear layers.
  private var sizes: [(inputs: Int, outputs: Int)] {
    [(hidden, 3 * attention), (attention, hidden), (hidden, inner), (inner, hidden)]
  }

  var layerByteCount: Int {
    sizes.reduce(0) { $0 + PackedLinear.byteCount(format, inputs: $1.inputs, outputs: $1.outputs) }
  }

  /// Packs a layer; nil where a weight is no finite number.
  func pack(_ source: BERTTensors.Layer, into region: MemoryRegion, at start: Int)
    -> BERTWeights.Layer?
  {
    var offset = start
    let linears = sizes.map { inputs, outputs in
      defer { offset += PackedLinear.byteCount(format, inputs: inputs, outputs: outputs) }
      return PackedLinear(
        region: region, byteOffset: offset, format: format, inputs: inputs, outputs: outputs)
    }
    let heads = PackedLinear.Groups(size: configuration.headSize)
    let hiddenGroup = PackedLinear.Groups(size: configuration.hiddenSize)
    let innerGroup = PackedLinear.Groups(size: configuration.intermediateSize)
    let scale = 1 / Float(configuration.headSize).squareRoot()
    for (position, linear) in [source.query, source.key, source.value].enumerated() {
      let isFinite = linears[0].pack(
        linear.weight.matrix(), bias: linear.bias.matrix(), at: position * attention, rows: heads,
        columns: hiddenGroup, scale: position == 0 ? scale : 1)
      guard isFinite else { return nil }
    }
    guard
      linears[1].pack(
        source.attentionOutput.weight.matrix(), bias: source.attentionOutput.bias.matrix(),
        rows: hiddenGroup,
        columns: heads),
      linears[2].pack(
        source.intermediate.weight.matrix(), bias: source.intermediate.bias.matrix(),
        rows: innerGroup,
        columns: hiddenGroup),
      linears[3].pack(
        source.output.weight.matrix(), bias: source.output.bias.matrix(), rows: hiddenGroup,
        columns: innerGroup)
    else { return nil }
    return BERTWeights.Layer(
      projections: linears[0], attentionOutput: linears[1], attentionNorm: source.attentionNorm,
      intermediate: linears[2], output: linears[3], outputNorm: source.outputNorm)
  }
}
