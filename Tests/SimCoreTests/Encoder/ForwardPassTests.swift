import Foundation
@testable import SimCore
import Testing

/// Small random models against a plain f64 forward pass.
@Suite struct ForwardPassTests {
  private static let texts = [
    "", "a", "a b c", "e d c b a", "a a a a", "unknown words here",
    "a b c d e a b c d e a b c d e a b c d e a b c d e a b c d e",
  ]

  private func check(
    _ model: TinyModel, firstRowOnly: Bool = false, tokenLimit: Int? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    try model.write(to: folder)
    let encoder = try SentenceEncoder(folder: folder.path)
    #expect(encoder.dimension == model.hidden, sourceLocation: location)
    let limit = tokenLimit ?? min(256, model.positions)
    #expect(encoder.maximumTokenCount == limit, sourceLocation: location)
    let vectors = encoder.encode(Self.texts)
    for (row, text) in Self.texts.enumerated() {
      let tokens = encoder.tokenIDs(of: text)
      #expect(tokens.count <= limit, sourceLocation: location)
      let expected = PlainBERT.sentenceVector(
        model, tokens: tokens, firstRowOnly: firstRowOnly)
      let error = zip(vectors[row], expected).map { abs(Double($0) - $1) }.max() ?? 1
      #expect(error < 2e-5, "“\(text)” is off by \(error)", sourceLocation: location)
    }
    #expect(encoder.tokenIDs(of: Self.texts[6]).count == limit, sourceLocation: location)
  }

  @Test("sizes that are no multiple of any vector width")
  func sizes() throws {
    let sizes = [(12, 2, 3, 20), (7, 1, 1, 5), (6, 3, 6, 33), (64, 2, 4, 128), (40, 4, 5, 17)]
    for (number, (hidden, layers, heads, intermediate)) in sizes.enumerated() {
      try check(
        TinyModel(seed: UInt64(number)) {
          $0.hidden = hidden
          $0.layers = layers
          $0.heads = heads
          $0.intermediate = intermediate
        })
    }
  }

  @Test("no layer at all: the embeddings are pooled")
  func noLayers() throws {
    try check(TinyModel(seed: 1) { $0.layers = 0 })
  }

  @Test("CLS pooling as the model says")
  func firstToken() throws {
    var model = TinyModel(seed: 2)
    model.files["1_Pooling/config.json"] = [
      "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false,
    ]
    try check(model, firstRowOnly: true)
    model.files["1_Pooling/config.json"] = ["pooling_mode_mean_tokens": true]
    try check(model, firstRowOnly: false)
  }

  @Test("weights of an encoder with a head carry the prefix bert.")
  func prefix() throws {
    var model = TinyModel(seed: 3)
    model.prefix = "bert."
    try check(model)
  }

  @Test("the length limit of sentence_bert_config.json, and of the positions")
  func lengthLimit() throws {
    var model = TinyModel(seed: 4)
    model.files["sentence_bert_config.json"] = ["max_seq_length": 9]
    try check(model, tokenLimit: 9)
    model.files["sentence_bert_config.json"] = ["max_seq_length": 512]
    try check(model, tokenLimit: model.positions)
  }

  @Test("a large epsilon and three token types")
  func epsilon() throws {
    try check(
      TinyModel(seed: 5) {
        $0.epsilon = 0.1
        $0.tokenTypes = 3
      })
  }

  @Test("keys that may be absent have their defaults")
  func absentKeys() throws {
    var model = TinyModel(seed: 6)
    for key in ["layer_norm_eps", "type_vocab_size", "model_type", "hidden_act"] {
      model.configuration[key] = NSNull()
    }
    try check(model)
  }

  @Test("the identifier tells models apart and names pooling and length")
  func identifier() throws {
    func identifier(_ model: TinyModel) throws -> String {
      let folder = try TemporaryFolder()
      try model.write(to: folder)
      return try SentenceEncoder(folder: folder.path).identifier
    }
    var model = TinyModel(seed: 7)
    model.configuration["_name_or_path"] = "somebody/Tiny-Model"
    let plain = try identifier(model)
    #expect(plain.hasPrefix("Tiny-Model/") && plain.hasSuffix("/mean/24"))
    #expect(try identifier(model) == plain)
    var others = [plain]
    var other = model
    other.tensors["embeddings.LayerNorm.bias"]?.values[3] += 0.5
    others.append(try identifier(other))
    other = model
    other.files["1_Pooling/config.json"] = ["pooling_mode_cls_token": true]
    others.append(try identifier(other))
    other = model
    other.files["sentence_bert_config.json"] = ["max_seq_length": 10]
    others.append(try identifier(other))
    other = model
    other.words[7] = "f"
    others.append(try identifier(other))
    #expect(Set(others).count == others.count, "\(others)")
  }
}
