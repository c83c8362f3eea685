@testable import SimCore
import Testing

/// Model folders that cannot be used: the right error, in one line.
@Suite struct ModelErrorTests {
  private let folder: TemporaryFolder
  private let weights: String

  init() throws {
    folder = try TemporaryFolder()
    weights = folder.file("model.safetensors")
  }

  private func expectError(
    _ expected: ModelError, location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: ModelError.self, sourceLocation: location) {
      try SentenceEncoder(folder: folder.path)
    }
    #expect(error == expected, sourceLocation: location)
    let message = error?.description ?? ""
    #expect(!message.isEmpty && !message.contains("\n"), sourceLocation: location)
  }

  private func write(_ change: (inout TinyModel) -> Void) throws {
    var model = TinyModel(seed: 1)
    change(&model)
    try model.write(to: folder)
  }

  // MARK: - Files

  @Test(
    "each of the three files is needed",
    arguments: ["config.json", "vocab.txt", "model.safetensors"])
  func missing(name: String) throws {
    try write { _ in }
    try folder.remove(name)
    // The folder's own path appears in full, the way out too.
    expectError(
      .file(.unreadable(path: folder.file(name), reason: "No such file or directory")))
  }

  @Test("an empty file", arguments: ["config.json", "vocab.txt", "model.safetensors"])
  func empty(name: String) throws {
    try write { _ in }
    try folder.write([], to: name)
    expectError(.file(.empty(path: folder.file(name))))
  }

  @Test("an optional file that is there must be sound")
  func optionalFiles() throws {
    for name in ["1_Pooling/config.json", "sentence_bert_config.json", "tokenizer_config.json"] {
      try write { _ in }
      try folder.write(Array("{".utf8), to: name)
      expectError(
        .configuration(file: folder.file(name), reason: "it is not the JSON it should be"))
      try folder.write([], to: name)
      expectError(.file(.empty(path: folder.file(name))))
      try folder.remove(name)
      _ = try SentenceEncoder(folder: folder.path)
    }
  }

  // MARK: - Tensors

  @Test("every tensor is needed, with prefix and without", arguments: ["", "bert."])
  func missingTensor(prefix: String) throws {
    for name in TinyModel(seed: 1).tensors.keys.sorted() {
      // Without word embeddings nothing tells that the names have a prefix.
      let isFirst = name == "embeddings.word_embeddings.weight"
      try write {
        $0.prefix = prefix
        $0.tensors[name] = nil
      }
      expectError(.missingTensor(name: (isFirst ? "" : prefix) + name, file: weights))
    }
  }

  @Test func wrongShape() throws {
    for (name, tensor) in TinyModel(seed: 1).tensors {
      for shape in [tensor.shape + [1], [tensor.shape[0] + 1] + tensor.shape.dropFirst(), []] {
        try write { $0.tensors[name]?.shape = shape }
        expectError(.wrongShape(name: name, expected: tensor.shape, found: shape))
      }
    }
  }

  @Test func otherTypes() throws {
    let name = "encoder.layer.1.output.dense.weight"
    for type in ["F64", "I64", "I8", ""] {
      try write { $0.tensors[name]?.dtype = type }
      expectError(
        .malformedWeights(
          file: weights, reason: "tensor \(name) is \(type), only F32, F16 and BF16 can be read"))
    }
  }

  @Test("data that is shorter than the shape says")
  func shortTensor() throws {
    let name = "encoder.layer.0.intermediate.dense.bias"
    try write { $0.tensors[name]?.values.removeLast() }
    expectError(
      .malformedWeights(file: weights, reason: "the data of tensor \(name) does not fit its shape"))
  }

  @Test("a weight of a layer that is no finite number", arguments: Precision.allCases)
  func weightsThatAreNoNumbers(precision: Precision) throws {
    let names = TinyModel(seed: 1).tensors.keys.filter {
      $0.hasPrefix("encoder.layer.1.") && !$0.contains("LayerNorm")
    }
    #expect(names.count == 12)
    for name in names.sorted() {
      for value in [Float.nan, .infinity, -.infinity] {
        try write { model in
          guard let last = model.tensors[name]?.values.indices.last else { return }
          model.tensors[name]?.values[last] = value
        }
        #expect(
          throws: ModelError.malformedWeights(
            file: weights, reason: "layer 1 has a weight that is no finite number"),
          "\(name)"
        ) { try SentenceEncoder(folder: folder.path, precision: precision) }
      }
    }
  }

  // MARK: - The weight file

  @Test("a weight file cut anywhere")
  func truncated() throws {
    try write { _ in }
    let sound = try TemporaryFolder.bytes(of: weights)
    let header = Int(sound[0]) | Int(sound[1]) << 8
    for length in [1, 7] {
      try folder.write(Array(sound.prefix(length)), to: "model.safetensors")
      expectError(.malformedWeights(file: weights, reason: "it has \(length) bytes"))
    }
    for length in [8, 9, 100, header + 7] {
      try folder.write(Array(sound.prefix(length)), to: "model.safetensors")
      expectError(.malformedWeights(file: weights, reason: "its header runs past its end"))
    }
    for length in [header + 8, header + 9, sound.count / 2, sound.count - 1] {
      try folder.write(Array(sound.prefix(length)), to: "model.safetensors")
      let error = #expect(throws: ModelError.self) { try SentenceEncoder(folder: folder.path) }
      #expect(error?.description.contains("runs past its end; download the model again") == true)
    }
  }

  @Test("headers whose length cannot be")
  func headerLength() throws {
    try write { _ in }
    var bytes = try TemporaryFolder.bytes(of: weights)
    for length: UInt64 in [
      .max, 1 << 63, UInt64(Int.max), UInt64(Int.max) - 7, 100_000_001, UInt64(bytes.count) - 7,
    ] {
      bytes.replaceSubrange(0..<8, with: TinyModel.littleEndian(length, 8))
      try folder.write(bytes, to: "model.safetensors")
      expectError(.malformedWeights(file: weights, reason: "its header runs past its end"))
    }
  }

  @Test(
    "headers that are not the JSON they should be",
    arguments: [
      "", "{", "[]", "null", "{\"a\":1}", "{\"a\":{\"dtype\":\"F32\"}}", "\u{FF}\u{0}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,99999999999999999999]}}",
    ])
  func headerText(text: String) throws {
    try write { _ in }
    let bytes =
      TinyModel.littleEndian(UInt64(text.utf8.count), 8) + Array(text.utf8) + [0, 0, 0, 0]
    try folder.write(bytes, to: "model.safetensors")
    expectError(
      .malformedWeights(file: weights, reason: "its header is not the JSON it should be"))
  }

  @Test(
    "data offsets that cannot be",
    arguments: ["[0]", "[]", "[0,4,8]", "[-4,0]", "[4,0]", "[0,5]", "[0,9223372036854775807]"])
  func offsets(text: String) throws {
    try write { _ in }
    let header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":\(text)}}"
    let bytes =
      TinyModel.littleEndian(UInt64(header.utf8.count), 8) + Array(header.utf8) + [0, 0, 0, 0]
    try folder.write(bytes, to: "model.safetensors")
    expectError(.malformedWeights(file: weights, reason: "tensor a runs past its end"))
  }

  // MARK: - Configuration and vocabulary

  @Test(
    "config.json that is not the JSON it should be",
    arguments: ["{", "[]", "{\"hidden_size\": \"384\"}", "{}", "\u{0}"])
  func badConfiguration(text: String) throws {
    try write { _ in }
    try folder.write(Array(text.utf8), to: "config.json")
    expectError(
      .configuration(file: folder.file("config.json"), reason: "it is not the JSON it should be"))
  }

  @Test("what the encoder cannot compute is named")
  func otherModels() throws {
    let refused: [(String, String, String)] = [
      ("model_type", "distilbert", "model_type is distilbert, only bert can be read"),
      ("hidden_act", "relu", "hidden_act is relu, only gelu can be computed"),
      (
        "position_embedding_type", "relative_key",
        "position_embedding_type is relative_key, only absolute can be computed"
      ),
    ]
    for (key, value, reason) in refused {
      try write { $0.configuration[key] = value }
      expectError(.configuration(file: "config.json", reason: reason))
    }
  }

  @Test("an epsilon that no variance can be added to", arguments: [-1e-12, -1, 1e39])
  func epsilon(value: Double) throws {
    try write { $0.configuration["layer_norm_eps"] = value }
    expectError(
      .configuration(
        file: "config.json",
        reason: "layer_norm_eps is \(Float(value)), only a number from 0 on can be computed"))
  }

  @Test("a further layer, and a tokenizer of another kind, are not left out in silence")
  func otherModules() throws {
    let modules = { (type: String) in
      Array(#"[{"idx": 0, "type": "sentence_transformers.models.\#(type)"}]"#.utf8)
    }
    try write { _ in }
    try folder.write(modules("Normalize"), to: "modules.json")
    _ = try SentenceEncoder(folder: folder.path)
    try folder.write(modules("Dense"), to: "modules.json")
    expectError(
      .configuration(
        file: "modules.json",
        reason: "it has a module Dense, only Transformer, Pooling and Normalize can be computed"))
    try folder.remove("modules.json")
    try write { $0.files["tokenizer_config.json"] = ["tokenize_chinese_chars": false] }
    expectError(
      .configuration(
        file: "tokenizer_config.json",
        reason: "tokenize_chinese_chars is false, only true can be computed"))
    try write {
      $0.files["tokenizer_config.json"] = ["do_lower_case": false]
      $0.files["sentence_bert_config.json"] = ["do_lower_case": true]
    }
    expectError(
      .configuration(
        file: "sentence_bert_config.json",
        reason: "do_lower_case is true, and false in tokenizer_config.json"))
  }

  @Test("vectors of other settings are kept apart")
  func identifiers() throws {
    try write { _ in }
    var identifiers = [try SentenceEncoder(folder: folder.path).identifier]
    try write { $0.configuration["layer_norm_eps"] = 0.5 }
    identifiers.append(try SentenceEncoder(folder: folder.path).identifier)
    try write { $0.files["tokenizer_config.json"] = ["do_lower_case": false] }
    identifiers.append(try SentenceEncoder(folder: folder.path).identifier)
    #expect(Set(identifiers).count == 3)
  }

  @Test("sizes that make no encoder")
  func sizes() throws {
    for (key, value) in [
      ("hidden_size", 0), ("hidden_size", -12), ("num_attention_heads", 0),
      ("num_attention_heads", 5), ("intermediate_size", 0), ("num_hidden_layers", -1),
      ("max_position_embeddings", 2), ("vocab_size", 0), ("type_vocab_size", 0),
      ("hidden_size", Int.max), ("vocab_size", Int.max), ("num_hidden_layers", 1_000_000),
    ] {
      try write { $0.configuration[key] = value }
      expectError(.configuration(file: "config.json", reason: "its sizes make no encoder"))
    }
    try write { $0.files["sentence_bert_config.json"] = ["max_seq_length": -1] }
    expectError(.configuration(file: "config.json", reason: "its sizes make no encoder"))
  }

  @Test("poolings other than mean or CLS alone")
  func poolings() throws {
    let cls = "pooling_mode_cls_token"
    let mean = "pooling_mode_mean_tokens"
    let refused: [[String: Bool]] = [
      [mean: false], [cls: false, mean: false], [cls: true, mean: true],
      [mean: true, "pooling_mode_max_tokens": true],
      [cls: true, mean: false, "pooling_mode_mean_sqrt_len_tokens": true],
      [mean: true, "pooling_mode_weightedmean_tokens": true],
      ["pooling_mode_lasttoken": true],
    ]
    for pooling in refused {
      try write { $0.files["1_Pooling/config.json"] = pooling }
      expectError(
        .configuration(
          file: "1_Pooling/config.json", reason: "only mean or CLS pooling alone can be computed"))
    }
  }

  @Test("more tokens than embeddings")
  func longVocabulary() throws {
    try write { _ in }
    let words = TinyModel(seed: 1).words + ["more"]
    try folder.write(Array((words.joined(separator: "\n") + "\n").utf8), to: "vocab.txt")
    expectError(
      .vocabulary(file: folder.file("vocab.txt"), reason: "it has 11 tokens, the weights have 10"))
  }

  @Test("a vocabulary without the special tokens")
  func poorVocabulary() throws {
    try write { _ in }
    try folder.write(Array("a\nb\n".utf8), to: "vocab.txt")
    let error = #expect(throws: ModelError.self) { try SentenceEncoder(folder: folder.path) }
    guard case .vocabulary(folder.file("vocab.txt"), _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("\n") == false)
  }
}
