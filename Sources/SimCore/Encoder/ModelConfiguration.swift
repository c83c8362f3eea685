#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The shape of a BERT-family sentence encoder, read from its folder.
///
/// `config.json` is required; where `1_Pooling/config.json`, `sentence_bert_config.json` and
/// `tokenizer_config.json` are absent, pooling is the mean, 256 tokens are read (by
/// sentence-transformers as many as the model has positions) and text is lower-cased.
/// `modules.json`, where it is there, may name no module that is not computed.
struct ModelConfiguration: Sendable, Equatable {
  var name: String
  var hiddenSize: Int
  var layerCount: Int
  var headCount: Int
  var intermediateSize: Int
  var positionCount: Int
  var tokenTypeCount: Int
  var vocabularySize: Int
  var layerNormEpsilon: Float
  var maximumTokenCount: Int
  var poolsFirstToken: Bool
  var lowercases: Bool
  var stripsAccents: Bool?

  /// Components of one attention head.
  var headSize: Int { hiddenSize / headCount }

  init(folder: String) throws(ModelError) {
    let main = try Self.read(MainFile.self, folder: folder, file: "config.json", required: true)
    guard let main else {
      throw .configuration(file: "config.json", reason: "it is missing")
    }
    let pooling = try Self.read(PoolingFile.self, folder: folder, file: "1_Pooling/config.json")
    let sentence = try Self.read(
      SentenceFile.self, folder: folder, file: "sentence_bert_config.json")
    let tokenizer = try Self.read(
      TokenizerFile.self, folder: folder, file: "tokenizer_config.json")

    let lastComponent = folder.split(separator: "/").last.map(String.init) ?? folder
    name = main.nameOrPath?.split(separator: "/").last.map(String.init) ?? lastComponent
    hiddenSize = main.hiddenSize
    layerCount = main.layerCount
    headCount = main.headCount
    intermediateSize = main.intermediateSize
    positionCount = main.positionCount
    tokenTypeCount = main.tokenTypeCount ?? 2
    vocabularySize = main.vocabularySize
    layerNormEpsilon = Float(main.layerNormEpsilon ?? 1e-12)
    poolsFirstToken = pooling?.takesFirstToken ?? false
    maximumTokenCount = min(sentence?.maximumLength ?? 256, positionCount)
    lowercases = tokenizer?.lowercases ?? true
    stripsAccents = tokenizer?.stripsAccents
    try validate(main, pooling)
    try Self.validate(sentence, tokenizer)
    try Self.validate(
      Self.read([ModuleEntry].self, folder: folder, file: "modules.json") ?? [])
  }

  /// A checksum of the numbers that the vectors depend on beside the weights and the vocabulary.
  var checksum: UInt32 {
    var writer = ByteWriter()
    for number in [hiddenSize, layerCount, headCount, intermediateSize, maximumTokenCount] {
      writer.append(UInt64(number))
    }
    writer.append(layerNormEpsilon.bitPattern)
    writer.append(UInt8(lowercases ? 1 : 0))
    writer.append(UInt8(stripsAccents.map { $0 ? 1 : 0 } ?? 2))
    return writer.checksum
  }

  /// Refuses what would be read otherwise than the model was trained on.
  private static func validate(
    _ sentence: SentenceFile?, _ tokenizer: TokenizerFile?
  ) throws(ModelError) {
    if sentence?.lowercases == true, tokenizer?.lowercases == false {
      throw .configuration(
        file: "sentence_bert_config.json",
        reason: "do_lower_case is true, and false in tokenizer_config.json")
    }
    if tokenizer?.splitsChinese == false {
      throw .configuration(
        file: "tokenizer_config.json",
        reason: "tokenize_chinese_chars is false, only true can be computed")
    }
  }

  /// Refuses a model with a further layer, such as `Dense`.
  private static func validate(_ modules: [ModuleEntry]) throws(ModelError) {
    for module in modules {
      let name = module.type.split(separator: ".").last.map(String.init) ?? ""
      guard ["Transformer", "Pooling", "Normalize"].contains(name) else {
        throw .configuration(
          file: "modules.json",
          reason: "it has a module \(name), only Transformer, Pooling and Normalize can be computed"
        )
      }
    }
  }

  private func validate(_ main: MainFile, _ pooling: PoolingFile?) throws(ModelError) {
    func refuse(_ reason: String) -> ModelError {
      .configuration(file: "config.json", reason: reason)
    }
    if let type = main.modelType, type != "bert" {
      throw refuse("model_type is \(type), only bert can be read")
    }
    if let activation = main.activation, activation != "gelu" {
      throw refuse("hidden_act is \(activation), only gelu can be computed")
    }
    if let positions = main.positionType, positions != "absolute" {
      throw refuse("position_embedding_type is \(positions), only absolute can be computed")
    }
    guard layerNormEpsilon >= 0, layerNormEpsilon.isFinite else {
      throw refuse("layer_norm_eps is \(layerNormEpsilon), only a number from 0 on can be computed")
    }
    let sizes = [hiddenSize, headCount, intermediateSize, positionCount, vocabularySize]
    guard sizes.allSatisfy({ (1...10_000_000).contains($0) }), (0...1000).contains(layerCount),
      (1...1000).contains(tokenTypeCount), hiddenSize % headCount == 0, maximumTokenCount >= 3
    else { throw refuse("its sizes make no encoder") }
    if let pooling, !pooling.isComputable {
      throw .configuration(
        file: "1_Pooling/config.json", reason: "only mean or CLS pooling alone can be computed")
    }
  }

  /// Decodes one JSON file of the folder; nil where it is absent and not required.
  private static func read<File: Decodable>(
    _ type: File.Type, folder: String, file: String, required: Bool = false
  ) throws(ModelError) -> File? {
    let path = folder + "/" + file
    guard required || MemoryRegion.fileExists(path) else { return nil }
    let region: MemoryRegion
    do {
      region = try MemoryRegion(mapping: path)
    } catch {
      throw .file(error)
    }
    do {
      return try JSONDecoder().decode(type, from: Data(region.bytes(0..<region.byteCount)))
    } catch {
      throw .configuration(file: path, reason: "it is not the JSON it should be")
    }
  }
}

private struct MainFile: Decodable {
  let nameOrPath: String?
  let modelType: String?
  let activation: String?
  let positionType: String?
  let hiddenSize: Int
  let layerCount: Int
  let headCount: Int
  let intermediateSize: Int
  let positionCount: Int
  let tokenTypeCount: Int?
  let vocabularySize: Int
  let layerNormEpsilon: Double?

  enum CodingKeys: String, CodingKey {
    case nameOrPath = "_name_or_path"
    case modelType = "model_type"
    case activation = "hidden_act"
    case positionType = "position_embedding_type"
    case hiddenSize = "hidden_size"
    case layerCount = "num_hidden_layers"
    case headCount = "num_attention_heads"
    case intermediateSize = "intermediate_size"
    case positionCount = "max_position_embeddings"
    case tokenTypeCount = "type_vocab_size"
    case vocabularySize = "vocab_size"
    case layerNormEpsilon = "layer_norm_eps"
  }
}

private struct PoolingFile: Decodable {
  let firstToken: Bool?
  let mean: Bool?
  let largest: Bool?
  let meanOverRoot: Bool?
  let weightedMean: Bool?
  let lastToken: Bool?

  var takesFirstToken: Bool { firstToken ?? false }

  /// Exactly one of the two modes that the encoder has; several modes make a longer vector.
  var isComputable: Bool {
    let others = [largest, meanOverRoot, weightedMean, lastToken]
    return takesFirstToken != (mean ?? !takesFirstToken) && !others.contains(true)
  }

  enum CodingKeys: String, CodingKey {
    case firstToken = "pooling_mode_cls_token"
    case mean = "pooling_mode_mean_tokens"
    case largest = "pooling_mode_max_tokens"
    case meanOverRoot = "pooling_mode_mean_sqrt_len_tokens"
    case weightedMean = "pooling_mode_weightedmean_tokens"
    case lastToken = "pooling_mode_lasttoken"
  }
}

private struct SentenceFile: Decodable {
  let maximumLength: Int?
  let lowercases: Bool?

  enum CodingKeys: String, CodingKey {
    case maximumLength = "max_seq_length"
    case lowercases = "do_lower_case"
  }
}

private struct ModuleEntry: Decodable {
  let type: String
}

private struct TokenizerFile: Decodable {
  let lowercases: Bool?
  let stripsAccents: Bool?
  let splitsChinese: Bool?

  enum CodingKeys: String, CodingKey {
    case splitsChinese = "tokenize_chinese_chars"
    case lowercases = "do_lower_case"
    case stripsAccents = "strip_accents"
  }
}
