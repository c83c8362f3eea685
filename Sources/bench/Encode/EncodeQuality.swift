import SimCore

/// How near the vectors of an encoder are to the f32 reference: the portable kernel set in f32,
/// which shares no product with the others.
struct EncodeQuality {
  /// Mean and least cosine over the sentences.
  let mean: Double
  let least: Double

  /// Sentences that are compared at most; the reference is slow.
  static let sentenceCount = 512

  init(of encoder: SentenceEncoder, folder: String, texts: [String], workers: WorkerPool) throws {
    let texts = Array(texts.prefix(Self.sentenceCount))
    let reference = try EncodeWorkload.openModel(folder, precision: .f32, kernel: .blas)
      .encode(texts, workers: workers)
    let vectors = encoder.encode(texts, workers: workers)
    let cosines = texts.indices.map { Similarity.cosine(vectors[$0], reference[$0]) }
    mean = cosines.reduce(0, +) / Double(cosines.count)
    least = cosines.min() ?? 1
  }
}
