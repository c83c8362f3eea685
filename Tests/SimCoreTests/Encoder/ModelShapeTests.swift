import Foundation
@testable import SimCore
import Testing

/// The shapes and folders of other models of the BERT family, with few words and small random
/// weights, since their own cannot be downloaded in tests.
@Suite struct ModelShapeTests {
  /// What sets a model apart.
  struct Shape: Sendable, CustomTestStringConvertible {
    let name: String
    var layers = 12
    var firstRowOnly = false
    var maximumLength: Int?
    var dtype = "F32"
    var testDescription: String { name }
  }

  static let shapes = [
    Shape(name: "all-MiniLM-L6-v2", layers: 6, maximumLength: 256),
    Shape(name: "all-MiniLM-L12-v2", maximumLength: 128),
    Shape(name: "bge-small-en-v1.5", firstRowOnly: true, maximumLength: 512),
    Shape(name: "e5-small-v2", maximumLength: 512),
    Shape(name: "gte-small", maximumLength: 512, dtype: "F16"),
  ]

  private func model(_ shape: Shape) -> TinyModel {
    var model = TinyModel(seed: 11) {
      $0.hidden = 384
      $0.layers = shape.layers
      $0.heads = 12
      $0.intermediate = 1536
      $0.positions = 512
    }
    model.tensors = model.tensors.mapValues { tensor in
      var tensor = tensor
      // Matrices of the size that training leaves, so that twelve layers keep their rows apart.
      let scale: Float = tensor.shape.count > 1 && tensor.shape[0] > 10 ? 0.1 : 1
      tensor.values = tensor.values.map {
        shape.dtype == "F16" ? Float(Float16($0 * scale)) : $0 * scale
      }
      tensor.dtype = shape.dtype
      return tensor
    }
    model.configuration["_name_or_path"] = "somebody/" + shape.name
    if shape.firstRowOnly {
      model.files["1_Pooling/config.json"] = [
        "word_embedding_dimension": 384, "pooling_mode_cls_token": true,
        "pooling_mode_mean_tokens": false,
      ]
    }
    if let length = shape.maximumLength {
      model.files["sentence_bert_config.json"] = ["max_seq_length": length, "do_lower_case": false]
    }
    return model
  }

  @Test("within 1e-5 of a plain f64 forward pass; int8 and bf16 near it", arguments: shapes)
  func vectors(shape: Shape) throws {
    let model = model(shape)
    let folder = try TemporaryFolder()
    try model.write(to: folder)
    let texts = ["a b c d e", "e", ""]
    for (precision, least) in [(Precision.f32, 1 - 1e-7), (.bf16, 0.999), (.int8, 0.99)] {
      let encoder = try SentenceEncoder(folder: folder.path, precision: precision)
      #expect(encoder.maximumTokenCount == shape.maximumLength)
      #expect(encoder.identifier.hasPrefix(shape.name + "/"))
      #expect(encoder.identifier.contains(shape.firstRowOnly ? "/cls/" : "/mean/"))
      let vectors = encoder.encode(texts)
      for (row, text) in texts.enumerated() {
        let expected = PlainBERT.sentenceVector(
          model, tokens: encoder.tokenIDs(of: text), firstRowOnly: shape.firstRowOnly)
        let cosine = zip(vectors[row], expected).reduce(0) { $0 + Double($1.0) * $1.1 }
        #expect(cosine >= least, "\(precision), “\(text)”")
        guard precision == .f32 else { continue }
        let error = zip(vectors[row], expected).map { abs(Double($0) - $1) }.max() ?? 1
        #expect(error < 1e-5, "“\(text)” is off by \(error)")
      }
    }
  }

  @Test("16-bit weights are widened exactly", arguments: ["F16", "BF16"])
  func halves(dtype: String) throws {
    var model = TinyModel(seed: 12)
    model.tensors = model.tensors.mapValues { tensor in
      var tensor = tensor
      // Few significant bits, and values that are subnormal in half precision.
      tensor.values = tensor.values.map {
        Float(Int($0 * 16)) * ($0 < 0.25 ? 0x1p-20 : 0x1p-4)
      }
      return tensor
    }
    let folder = try TemporaryFolder()
    try model.write(to: folder)
    let expected = try SentenceEncoder(folder: folder.path).encode(["a b c", "d"])
    model.tensors = model.tensors.mapValues { tensor in
      var tensor = tensor
      tensor.dtype = dtype
      return tensor
    }
    try model.write(to: folder)
    #expect(try SentenceEncoder(folder: folder.path).encode(["a b c", "d"]) == expected)
  }

  @Test("every kernel set with fused multiply-add gives the same bits, the portable one nearly")
  func kernelSets() throws {
    let model = model(Self.shapes[0])
    let folder = try TemporaryFolder()
    try model.write(to: folder)
    let texts = ["a b c d e", "e", "", "c c c c c c c c c c c c c c c c c c c c"]
    for precision in Precision.allCases {
      let vectors = try Kernel.supported.map { kernel in
        try SentenceEncoder(folder: folder.path, precision: precision, kernel: kernel)
          .encode(texts)
      }
      for other in vectors.dropFirst(2) where precision != .bf16 { #expect(other == vectors[1]) }
      for row in texts.indices {
        for other in vectors {
          #expect(Similarity.cosine(other[row], vectors[0][row]) > 0.999)
        }
      }
    }
  }
}
