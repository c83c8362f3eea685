import Synchronization

/// Turns sentences into unit vectors with a BERT-family sentence-transformers model (Reimers and
/// Gurevych 2019) on the CPU.
///
/// Opening packs the weights once for the kernels; embeddings stay in the mapped file. The same
/// text gives the same bits alone, in any batch and with any number of threads.
public struct SentenceEncoder: Sendable {
  /// Components of a vector.
  public var dimension: Int { pass.configuration.hiddenSize }

  /// The model's name, a fingerprint of its files, its pooling and length, and the precision where
  /// it is not f32: vectors of equal identifiers are comparable.
  public let identifier: String

  /// The precision of the products.
  public let precision: Precision

  /// The kernel set that computes.
  public var kernel: Kernel { pass.kernel }

  /// Tokens of a sentence that are read, [CLS] and [SEP] among them; the rest is cut off.
  public var maximumTokenCount: Int { pass.configuration.maximumTokenCount }

  private let pass: BERTForwardPass
  private let tokenizer: WordPieceTokenizer
  private let workspaces: WorkspaceStack

  /// Opens the model in `folder`: `config.json`, `vocab.txt`, `model.safetensors`, and where present
  /// `1_Pooling/config.json`, `sentence_bert_config.json`, `tokenizer_config.json`.
  ///
  /// - Parameters:
  ///   - folder: a folder of the BERT family: MiniLM, BGE, E5, GTE.
  ///   - precision: that of the products; f32 where not given.
  ///   - kernel: the kernel set, which this machine must support; the best where not given.
  /// - Throws: `ModelError`, saying which file and why.
  /// - Complexity: reads all weights but the word embeddings once.
  public init(
    folder: String, precision: Precision = .f32, kernel: Kernel = .current
  ) throws(ModelError) {
    precondition(kernel.isSupported, "this machine cannot run kernel set \(kernel)")
    self.precision = precision
    let configuration = try ModelConfiguration(folder: folder)
    let file = try Safetensors(path: folder + "/model.safetensors")
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
    let weights = try BERTWeights(
      file: file, configuration: configuration, precision: precision, kernel: kernel)
    pass = BERTForwardPass(configuration: configuration, weights: weights, kernel: kernel)
    workspaces = WorkspaceStack(configuration: configuration)
    let checksum = file.fingerprint() ^ vocabulary.checksum(0..<vocabulary.byteCount)
    let digits = String(checksum, radix: 16)
    identifier =
      configuration.name + "/" + String(repeating: "0", count: 8 - digits.count) + digits
      + (configuration.poolsFirstToken ? "/cls/" : "/mean/")
      + String(configuration.maximumTokenCount)
      + (precision == .f32 ? "" : "/" + precision.rawValue)
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
    let sentences = texts.map(tokenizer.encode)
    let chunks = SentenceChunks(
      tokenCounts: sentences.map(\.count), threadCount: workers?.threadCount ?? 1,
      longest: maximumTokenCount)
    let encodeChunk: @Sendable (Int) -> Void = { index in
      let range = chunks.ranges[index]
      workspaces.withWorkspace { workspace in
        pass.encode(
          sentences[range], to: result, firstRow: range.lowerBound, workspace: workspace)
      }
    }
    if let workers {
      workers.forEach(count: chunks.ranges.count, encodeChunk)
    } else {
      for index in chunks.ranges.indices { encodeChunk(index) }
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
      idle.withLock { $0.popLast() }
      ?? BERTForwardPass.Workspace(
        configuration,
        rowCount: SentenceChunks.capacity(longest: configuration.maximumTokenCount))
    body(workspace)
    idle.withLock { $0.append(workspace) }
  }
}
