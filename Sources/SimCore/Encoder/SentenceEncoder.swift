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

  /// Rows of the word embeddings, at most, that no token of the vocabulary has.
  private static let vocabularyPadding = 128

  private let pass: BERTForwardPass
  private let tokenizer: WordPieceTokenizer
  /// Memory of chunks and of calls, used again.
  private let workspaces: IdleValues<BERTForwardPass.Workspace>
  private let calls: IdleValues<EncodingCall>

  /// Opens the model in `folder`: `config.json`, `vocab.txt`, `model.safetensors`, and where
  /// present `modules.json`, `1_Pooling/config.json`, `sentence_bert_config.json`,
  /// `tokenizer_config.json`.
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
    // Weights may be padded to a round number of rows; a vocabulary that lacks more was cut off.
    guard
      (configuration.vocabularySize - Self.vocabularyPadding...configuration.vocabularySize)
        .contains(tokenizer.vocabularySize)
    else {
      throw .vocabulary(
        file: vocabularyPath,
        reason: "it has \(tokenizer.vocabularySize) tokens, the weights have "
          + "\(configuration.vocabularySize)")
    }
    let weights = try BERTWeights(
      file: file, configuration: configuration, precision: precision, kernel: kernel)
    pass = BERTForwardPass(configuration: configuration, weights: weights, kernel: kernel)
    workspaces = IdleValues {
      BERTForwardPass.Workspace(
        configuration,
        rowCount: SentenceChunks.capacity(longest: configuration.maximumTokenCount))
    }
    calls = IdleValues { [tokenizer] in EncodingCall(run: TokenizerRun(tokenizer)) }
    let checksum =
      file.fingerprint() ^ vocabulary.checksum(0..<vocabulary.byteCount) ^ configuration.checksum
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
  /// After the first calls nothing but the result is allocated, and with several threads the loop
  /// that they share.
  ///
  /// - Parameters:
  ///   - texts: any number of sentences; an empty text has a vector too ([CLS] [SEP]).
  ///   - workers: the threads to use; the caller's alone where nil.
  /// - Complexity: per text of t tokens, O(layers · (t · hidden² + t² · hidden)).
  public func encode(_ texts: [String], workers: WorkerPool? = nil) -> EmbeddingMatrix {
    guard !texts.isEmpty else { return EmbeddingMatrix(dimension: dimension) }
    var call = calls.take()
    call.prepare(texts, threadCount: workers?.threadCount ?? 1, longest: maximumTokenCount)
    let elementCount = texts.count * dimension
    let components = unsafe [Float](unsafeUninitializedCapacity: elementCount) { memory, count in
      let result = unsafe FloatMatrix(
        borrowing: memory, rowCount: texts.count, columnCount: dimension)
      encode(call, to: result, workers: workers)
      count = elementCount
    }
    if call.isWorthKeeping { calls.giveBack(call) }
    return EmbeddingMatrix(dimension: dimension, components: components)
  }

  /// Puts the vectors of a call's texts into the rows of a matrix.
  private func encode(_ call: EncodingCall, to result: FloatMatrix, workers: WorkerPool?) {
    let chunkCount = call.chunks.ranges.count
    if let workers, workers.threadCount > 1, chunkCount > 1 {
      workers.forEach(count: chunkCount) { encodeChunk($0, of: call, to: result) }
    } else {
      for index in 0..<chunkCount { encodeChunk(index, of: call, to: result) }
    }
  }

  private func encodeChunk(_ index: Int, of call: EncodingCall, to result: FloatMatrix) {
    let workspace = workspaces.take()
    pass.encode(
      BERTForwardPass.Chunk(
        texts: call.run.texts, sentences: call.chunks.order[call.chunks.ranges[index]]),
      to: result, workspace: workspace)
    workspaces.giveBack(workspace)
  }
}

/// The memory of a call that encodes texts.
private struct EncodingCall: Sendable {
  var run: TokenizerRun
  var chunks = SentenceChunks()

  /// Ids up to which the memory is kept for the next call: 1 MiB.
  private static let keptTokenCount = 1 << 18

  /// Tokenizes texts and shares them out.
  mutating func prepare(_ texts: [String], threadCount: Int, longest: Int) {
    run.removeAll()
    for text in texts { run.encode(text.utf8Span.span) }
    chunks.assign(run.texts, threadCount: threadCount, longest: longest)
  }

  /// Whether the memory is as small as that of most calls.
  var isWorthKeeping: Bool { run.texts.ids.capacity <= Self.keptTokenCount }
}
