/// The tensors of a BERT encoder, as matrices inside the mapped weight file.
///
/// Linear layers keep their stored shape, outputs × inputs; biases and LayerNorm parameters are
/// single rows.
struct BERTWeights: Sendable {
  struct Linear: Sendable {
    let weight: FloatMatrix
    let bias: FloatMatrix
  }

  struct LayerNorm: Sendable {
    let weight: FloatMatrix
    let shift: FloatMatrix
  }

  struct Layer: Sendable {
    let query: Linear
    let key: Linear
    let value: Linear
    let attentionOutput: Linear
    let attentionNorm: LayerNorm
    let intermediate: Linear
    let output: Linear
    let outputNorm: LayerNorm
  }

  let wordEmbeddings: FloatMatrix
  let positionEmbeddings: FloatMatrix
  let tokenTypeEmbeddings: FloatMatrix
  let embeddingNorm: LayerNorm
  let layers: [Layer]

  init(file: Safetensors, configuration: ModelConfiguration) throws(ModelError) {
    // Exports of the bare encoder have no prefix, exports of a model with a head have "bert.".
    let prefix = file.entries["bert.embeddings.word_embeddings.weight"] == nil ? "" : "bert."
    let hidden = configuration.hiddenSize
    let inner = configuration.intermediateSize

    func matrix(_ name: String, _ shape: [Int]) throws(ModelError) -> FloatMatrix {
      try file.matrix(prefix + name, shape: shape)
    }
    func linear(_ name: String, outputs: Int, inputs: Int) throws(ModelError) -> Linear {
      Linear(
        weight: try matrix(name + ".weight", [outputs, inputs]),
        bias: try matrix(name + ".bias", [outputs]))
    }
    func norm(_ name: String) throws(ModelError) -> LayerNorm {
      LayerNorm(
        weight: try matrix(name + ".weight", [hidden]), shift: try matrix(name + ".bias", [hidden]))
    }

    wordEmbeddings = try matrix(
      "embeddings.word_embeddings.weight", [configuration.vocabularySize, hidden])
    positionEmbeddings = try matrix(
      "embeddings.position_embeddings.weight", [configuration.positionCount, hidden])
    tokenTypeEmbeddings = try matrix(
      "embeddings.token_type_embeddings.weight", [configuration.tokenTypeCount, hidden])
    embeddingNorm = try norm("embeddings.LayerNorm")
    var layers: [Layer] = []
    for index in 0..<configuration.layerCount {
      let at = "encoder.layer.\(index)."
      layers.append(
        Layer(
          query: try linear(at + "attention.self.query", outputs: hidden, inputs: hidden),
          key: try linear(at + "attention.self.key", outputs: hidden, inputs: hidden),
          value: try linear(at + "attention.self.value", outputs: hidden, inputs: hidden),
          attentionOutput: try linear(
            at + "attention.output.dense", outputs: hidden, inputs: hidden),
          attentionNorm: try norm(at + "attention.output.LayerNorm"),
          intermediate: try linear(at + "intermediate.dense", outputs: inner, inputs: hidden),
          output: try linear(at + "output.dense", outputs: hidden, inputs: inner),
          outputNorm: try norm(at + "output.LayerNorm")))
    }
    self.layers = layers
  }
}
