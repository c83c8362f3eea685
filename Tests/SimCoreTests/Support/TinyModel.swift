import Foundation

/// A small BERT with random weights, and a writer of its model folder.
///
/// Tests change a field or a tensor before `write`, to get the folder they need.
struct TinyModel {
  struct Tensor {
    var shape: [Int]
    var values: [Float]
    var dtype = "F32"
  }

  var hidden = 12
  var layers = 2
  var heads = 3
  var intermediate = 20
  var positions = 24
  var tokenTypes = 2
  var epsilon = 1e-12
  var words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "c", "d", "e"]
  /// Tensors by name, without prefix.
  var tensors: [String: Tensor] = [:]
  /// Put before every tensor's name.
  var prefix = ""
  /// Changes of config.json; NSNull takes a key away.
  var configuration: [String: Any] = [:]
  /// Further JSON files by name.
  var files: [String: [String: Any]] = [:]

  /// A model whose weights follow from the seed, of the sizes set before in `shape`.
  init(seed: UInt64, shape: (inout TinyModel) -> Void = { _ in }) {
    shape(&self)
    var generator = SeededGenerator(seed: seed)
    func add(_ name: String, _ shape: [Int], centre: Float = 0, reach: Float = 0.5) {
      let values = (0..<shape.reduce(1, *)).map { _ in
        centre + reach * Float.random(in: -1...1, using: &generator)
      }
      tensors[name] = Tensor(shape: shape, values: values)
    }
    func addLinear(_ name: String, _ outputs: Int, _ inputs: Int) {
      add(name + ".weight", [outputs, inputs])
      add(name + ".bias", [outputs])
    }
    func addNorm(_ name: String) {
      add(name + ".weight", [hidden], centre: 1)
      add(name + ".bias", [hidden])
    }
    add("embeddings.word_embeddings.weight", [words.count, hidden], reach: 1)
    add("embeddings.position_embeddings.weight", [positions, hidden])
    add("embeddings.token_type_embeddings.weight", [tokenTypes, hidden])
    addNorm("embeddings.LayerNorm")
    for layer in 0..<layers {
      let at = "encoder.layer.\(layer)."
      addLinear(at + "attention.self.query", hidden, hidden)
      addLinear(at + "attention.self.key", hidden, hidden)
      addLinear(at + "attention.self.value", hidden, hidden)
      addLinear(at + "attention.output.dense", hidden, hidden)
      addNorm(at + "attention.output.LayerNorm")
      addLinear(at + "intermediate.dense", intermediate, hidden)
      addLinear(at + "output.dense", hidden, intermediate)
      addNorm(at + "output.LayerNorm")
    }
  }

  /// Writes config.json, vocab.txt, model.safetensors and the further files.
  func write(to folder: TemporaryFolder) throws {
    var main: [String: Any] = [
      "model_type": "bert", "hidden_act": "gelu", "hidden_size": hidden,
      "num_hidden_layers": layers, "num_attention_heads": heads,
      "intermediate_size": intermediate, "max_position_embeddings": positions,
      "type_vocab_size": tokenTypes, "vocab_size": words.count, "layer_norm_eps": epsilon,
    ]
    for (key, value) in configuration { main[key] = value is NSNull ? nil : value }
    for (name, contents) in files.merging(["config.json": main], uniquingKeysWith: { $1 }) {
      try folder.write(Self.json(contents), to: name)
    }
    try folder.write(Array((words.joined(separator: "\n") + "\n").utf8), to: "vocab.txt")
    try folder.write(try safetensors(), to: "model.safetensors")
  }

  /// The bytes of the weight file: header length, JSON header, data.
  func safetensors() throws -> [UInt8] {
    var header: [String: Any] = ["__metadata__": ["format": "pt"]]
    var data: [UInt8] = []
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let start = data.count
      for value in tensor.values {
        switch tensor.dtype {
        case "F16": data += Self.littleEndian(UInt64(Float16(value).bitPattern), 2)
        case "BF16": data += Self.littleEndian(UInt64(value.bitPattern >> 16), 2)
        default: data += Self.littleEndian(UInt64(value.bitPattern), 4)
        }
      }
      header[prefix + name] = [
        "dtype": tensor.dtype, "shape": tensor.shape, "data_offsets": [start, data.count],
      ]
    }
    var text = try Self.json(header)
    while !text.count.isMultiple(of: 8) { text.append(UInt8(ascii: " ")) }
    return Self.littleEndian(UInt64(text.count), 8) + text + data
  }

  static func littleEndian(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
  }

  private static func json(_ object: [String: Any]) throws -> [UInt8] {
    Array(try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]))
  }
}
