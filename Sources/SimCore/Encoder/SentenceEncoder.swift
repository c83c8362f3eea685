import Synchronization

/// Turns sentences into unit vectors with a BERT-family sentence-transformers model (Reimers and
/// Gurevych 2019), f32, on the CPU.
///
/// The weights are memory-mapped: opening reads headers and the vocabulary alone. The same text
/// gives the same bits alone, in any batch and with any number of threads.
public struct SentenceEncoder: Sendable {
  /// Components of a vector.
  public var dimension: Int { pass.configuration.hiddenSize }

  /// The model's name and a fingerprint of its files: vectors of equal identifiers are comparable.
  public let identifier: String

  /// Tokens of a sentence that are read, [CLS] and [SEP] among them; the rest is cut off.
  public var maximumTokenCount: Int { pass.configuration.maximumTokenCount }

  private let pass: BERTForwardPass
  private let tokenizer: WordPieceTokenizer
  private let workspaces: WorkspaceStack

  /// Opens the model in `folder`: `config.json`, `vocab.txt`, `model.safetensors`, and where present
  /// `1_Pooling/config.json`, `sentence_bert_config.json`, `tokenizer_config.json`.
  ///
  /// - Throws: `ModelError`, saying which file and why.
  public init(folder: String) throws(ModelError) {
    LinearAlgebra.configure()
    let configuration = try ModelConfiguration(folder: folder)
    let file = try Safetensors(path: folder + "/model.safetensors")
    let weights = try BERTWeights(file: file, configuration: configuration)
    let vocabularyPath = folder + "/vocab.txt"
    let vocabulary: MemoryRegion
    do {
      vocabulary = try MemoryRegion(mapping: vocabularyPath)
    } catch {
      throw .file(error)
    }
    do {
      tokenizer = try WordPieceTokenizer(
        vocabularyText: vocabulary.bytes(0..<vocabulary.byteCount),
        maximumTokenCount: configuration.maximumTokenCount,
        lowercases: configuration.lowercases, stripsAccents: configuration.stripsAccents)
    } catch {
      throw .vocabulary(file: vocabularyPath, reason: "\(error)")
    }
    guard tokenizer.vocabularySize <= configuration.vocabularySize else {
      throw .vocabulary(
        file: vocabularyPath,
        reason: "it has \(tokenizer.vocabularySize) tokens, the weights have "
          + "\(configuration.vocabularySize)")
    }
    pass = BERTForwardPass(configuration: configuration, weights: weights)
    workspaces = WorkspaceStack(configuration: configuration)
    let checksum = file.fingerprint() ^ vocabulary.checksum(0..<vocabulary.byteCount)
    let digits = String(checksum, radix: 16)
    identifier =
      configuration.name + "/" + String(repeating: "0", count: 8 - digits.count) + digits
      + (configuration.poolsFirstToken ? "/cls/" : "/mean/")
      + String(configuration.maximumTokenCount)
  }

  /// The token ids of a text, [CLS] and [SEP] included, as the forward pass reads them.
  public func tokenIDs(of text: String) -> [Int32] {
    tokenizer.encode(text)
  }

  /// The floating-point operations of the products for a text of `tokens` tokens: what benchmarks
  /// count.
  package func operationCount(tokens: Int) -> Double {
    let configuration = pass.configuration
    let width = Double(configuration.hiddenSize)
    let linear = 4 * width * width + 2 * width * Double(configuration.intermediateSize)
    let attention = 2 * Double(tokens) * width
    return 2 * Double(tokens) * Double(configuration.layerCount) * (linear + attention)
  }

  /// The vectors of `texts`, one a row, in their order.
  ///
  /// - Parameters:
  ///   - texts: any number of sentences; an empty text has a vector too ([CLS] [SEP]).
  ///   - workers: the threads to use; the caller's alone where nil.
  /// - Complexity: per text of t tokens, O(layers · (t · hidden² + t² · hidden)).
  public func encode(_ texts: [String], workers: WorkerPool? = nil) -> EmbeddingMatrix {
    let result = FloatMatrix(rowCount: texts.count, columnCount: dimension)
    let encodeOne: @Sendable (Int) -> Void = { index in
      let tokens = tokenizer.encode(texts[index])
      workspaces.withWorkspace { workspace in
        result.setRow(index, to: pass.sentenceVector(tokens: tokens, workspace: workspace))
      }
    }
    if let workers {
      workers.forEach(count: texts.count, encodeOne)
    } else {
      for index in texts.indices { encodeOne(index) }
    }
    return EmbeddingMatrix(dimension: dimension, components: result.elements())
  }
}

/// Workspaces waiting to be used again: as many as threads have ever encoded at once.
private final class WorkspaceStack: Sendable {
  private let configuration: ModelConfiguration
  private let idle = Mutex<[BERTForwardPass.Workspace]>([])

  init(configuration: ModelConfiguration) {
    self.configuration = configuration
  }

  func withWorkspace(_ body: (BERTForwardPass.Workspace) -> Void) {
    let workspace =
      idle.withLock { $0.popLast() } ?? BERTForwardPass.Workspace(configuration)
    body(workspace)
    idle.withLock { $0.append(workspace) }
  }
}
