/// The named tensors of a BERT encoder in a weight file, as they are stored.
struct BERTTensors {
  /// A linear layer: outputs × inputs, and a row of outputs.
  struct Linear {
    let weight: Tensor
    let bias: Tensor
  }

  /// What one layer of the encoder has.
  struct Layer {
    let query, key, value, attentionOutput, intermediate, output: Linear
    let attentionNorm, outputNorm: BERTWeights.LayerNorm
  }

  private let file: Safetensors
  private let configuration: ModelConfiguration
  /// Exports of the bare encoder have no prefix, exports of a model with a head have "bert.".
  private let prefix: String

  init(file: Safetensors, configuration: ModelConfiguration) {
    self.file = file
    self.configuration = configuration
    prefix = file.entries["bert.embeddings.word_embeddings.weight"] == nil ? "" : "bert."
  }

  func tensor(_ name: String, _ shape: [Int]) throws(ModelError) -> Tensor {
    try file.tensor(prefix + name, shape: shape)
  }

  func linear(_ name: String, outputs: Int, inputs: Int) throws(ModelError) -> Linear {
    Linear(
      weight: try tensor(name + ".weight", [outputs, inputs]),
      bias: try tensor(name + ".bias", [outputs]))
  }

  /// The parameters of a LayerNorm over the hidden size, padded.
  func norm(_ name: String) throws(ModelError) -> BERTWeights.LayerNorm {
    let hidden = configuration.hiddenSize
    return BERTWeights.LayerNorm(
      weight: try tensor(name + ".weight", [hidden]).matrix().paddedRow(),
      shift: try tensor(name + ".bias", [hidden]).matrix().paddedRow())
  }

  /// Gives back the pages of a layer's tensors.
  func releasePages(ofLayer index: Int) {
    file.releasePages(ofTensorsWithPrefix: prefix + "encoder.layer.\(index).")
  }
}

extension BERTTensors.Layer {
  init(_ tensors: BERTTensors, index: Int) throws(ModelError) {
    let at = "encoder.layer.\(index)."
    let hidden = tensors.hiddenSize
    let inner = tensors.intermediateSize
    func square(_ name: String) throws(ModelError) -> BERTTensors.Linear {
      try tensors.linear(at + name, outputs: hidden, inputs: hidden)
    }
    query = try square("attention.self.query")
    key = try square("attention.self.key")
    value = try square("attention.self.value")
    attentionOutput = try square("attention.output.dense")
    attentionNorm = try tensors.norm(at + "attention.output.LayerNorm")
    intermediate = try tensors.linear(
      at + "intermediate.dense", outputs: inner, inputs: hidden)
    output = try tensors.linear(at + "output.dense", outputs: hidden, inputs: inner)
    outputNorm = try tensors.norm(at + "output.LayerNorm")
  }
}

extension BERTTensors {
  var hiddenSize: Int { configuration.hiddenSize }
  var intermediateSize: Int { configuration.intermediateSize }
}
