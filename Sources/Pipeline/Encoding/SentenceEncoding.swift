package import SimCore

/// Encodes the sentences of an input into a file of vectors, a batch at a time: memory does not
/// grow with the number of sentences.
package struct SentenceEncoding {
  /// Told how far the input is read: KiB done and of the whole file.
  package typealias Report = (BuildProgress) -> Void

  private let encoder: SentenceEncoder
  private let workers: WorkerPool

  /// Sentences and bytes of text of a batch, whichever is reached first.
  static let batchSentenceCount = 512
  static let batchByteCount = 1 << 20

  /// - Parameter workers: the threads that encode; one a processor where nil.
  package init(_ encoder: SentenceEncoder, workers: WorkerPool? = nil) {
    self.encoder = encoder
    self.workers = workers ?? WorkerPool(threadCount: WorkerPool.availableProcessorCount)
  }

  /// Writes a vector for each sentence, in their order.
  ///
  /// A file appears whole or not at all: it is written beside `output` and renamed. Nothing is
  /// written to standard output before the first batch was read and encoded.
  ///
  /// - Parameters:
  ///   - output: a file; standard output where nil, which takes `jsonl` alone.
  ///   - report: called after each batch where the input's size is known.
  /// - Returns: the number of sentences.
  /// - Throws: `SentenceError` and `InputError` of the input, `FileError` of the output,
  ///   `EmbeddingError.notFinite`, `VectorFormatError.needsFile`.
  @discardableResult
  package func write(
    _ sentences: consuming SentenceReader, to output: String?, as format: VectorFormat,
    report: Report = { _ in }
  ) throws -> Int {
    guard output != nil || format != .npy else { throw VectorFormatError.needsFile }
    var reader = sentences
    var batch = try Self.batch(from: &reader)
    var vectors = try encode(batch)
    let file = try output.map { path throws(FileError) in try AtomicFileWriter(path: path) }
    var writer = try VectorWriter(
      format, dimension: encoder.dimension, sink: file?.sink ?? .standardOutput())
    var count = 0
    while !batch.isEmpty {
      try writer.append(batch, vectors)
      if file == nil { try writer.sink.flush() }
      count += batch.count
      if let total = reader.progress.total {
        report(
          BuildProgress(
            what: "KiB encoded", done: reader.progress.done >> 10, total: total >> 10))
      }
      batch = try Self.batch(from: &reader)
      vectors = try encode(batch)
    }
    try writer.finish()
    try file?.replace()
    return count
  }

  private static func batch(from reader: inout SentenceReader) throws -> [String] {
    var batch: [String] = []
    var byteCount = 0
    while batch.count < batchSentenceCount, byteCount < batchByteCount,
      let sentence = try reader.next()
    {
      batch.append(sentence)
      byteCount += sentence.utf8.count
    }
    return batch
  }

  private func encode(_ texts: [String]) throws -> EmbeddingMatrix {
    let vectors = encoder.encode(texts, workers: workers)
    guard vectors.isFinite else { throw EmbeddingError.notFinite(model: encoder.identifier) }
    return vectors
  }
}

/// Why vectors cannot be written as asked.
package enum VectorFormatError: FaultError, Equatable {
  case needsFile

  package var fault: Fault { .usage }

  package var description: String {
    switch self {
    case .needsFile:
      "the npy format needs --output FILE: its header, written last, holds the number of rows"
    }
  }
}
