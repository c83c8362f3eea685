import Foundation
public import Pipeline
import SimCore
import Synchronization

/// Decides the JDs of an input by a frozen library and learned state, in the input's order, and
/// writes a row each.
///
/// The bytes written do not depend on the number of threads, on how rows fall into batches, nor on
/// what the sentence cache holds.
public struct Rescorer: Sendable {
  /// What a run did.
  public struct Summary: Sendable, Equatable {
    /// Rows written, those of an earlier run among them.
    public var rowCount = 0
    /// Rows that were there already.
    public var resumedRowCount = 0
    /// Rows that could not be read, of this run's.
    public var badRowCount = 0
    /// Sentences that this run encoded; nil where the embedder does not count.
    public var encodedSentenceCount: Int?
    /// Texts of the library that were encoded since the rescorer was made, because the store has no
    /// vectors of them. A store that is only looked at does not keep them: the next run encodes them
    /// again.
    public var encodedLibraryTextCount = 0
    /// Seconds of wall time, the reading of earlier rows among them.
    public var seconds = 0.0

    /// One line for people.
    public var text: String {
      var parts = ["\(rowCount) rows"]
      if resumedRowCount > 0 { parts.append("\(resumedRowCount) of them from an earlier run") }
      if badRowCount > 0 { parts.append("\(badRowCount) could not be read") }
      if let encodedSentenceCount {
        parts.append("\(encodedSentenceCount) sentences encoded")
      }
      if encodedLibraryTextCount > 0 {
        parts.append(
          "\(encodedLibraryTextCount) texts of the library without stored vectors encoded")
      }
      parts.append("\(seconds.decimals(1)) s")
      return parts.joined(separator: ", ")
    }
  }

  let pipeline: FrozenPipeline
  let threadCount: Int
  private let cache: SentenceCache?
  private let libraryTexts: LibraryTextCount

  /// Rows that a thread takes at once: some 170 sentences of real ads, a second of encoding.
  static let batchSize = 8
  /// Sentences that are kept: 96 MiB of vectors of 384 components, taken at the start.
  public static let cacheCapacity = 65_536

  /// The most sentences whose vectors may be asked for: the cache is made whole at the start, and a
  /// vector has 1.5 KiB in the usual model and 4 KiB in large ones.
  public static var largestCacheCapacity: Int {
    max(cacheCapacity, Int(clamping: ProcessInfo.processInfo.physicalMemory / 4096))
  }

  /// Reads the library and what was learned; nothing that the store is told later counts.
  ///
  /// - Parameters:
  ///   - threadCount: rows are decided on this many threads.
  ///   - cacheCapacity: sentences whose vectors are kept, of an embedder that runs on this machine.
  ///   - report: told of vectors being made for a catalog that is new to the store.
  /// - Precondition: `threadCount` and `cacheCapacity` are at least 1.
  /// - Throws: `StoreError`, among it `.emptyCatalog`; what the embedder throws.
  public init(
    store: Store, embedder: any Embedder, reader: any JDReader = RuleJDReader(),
    arbiter: any Arbiter = EvidenceArbiter(), policy: Policy = Policy(), threadCount: Int,
    cacheCapacity: Int = Self.cacheCapacity,
    report: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) async throws {
    self.threadCount = threadCount
    let libraryTexts = LibraryTextCount()
    self.libraryTexts = libraryTexts
    let countAndReport: @Sendable (BuildProgress) -> Void = {
      libraryTexts.add($0)
      report($0)
    }
    // The catalog is encoded by all threads at once, the rows by one each.
    try await JDPipeline(store: store, embedder: embedder, policy: policy, report: countAndReport)
      .prepare()
    var cache: SentenceCache?
    var laneEmbedder: any Embedder = CoalescingEmbedder(embedder)
    if let encoder = embedder as? EncoderEmbedder {
      let laneCache = SentenceCache(capacity: cacheCapacity)
      cache = laneCache
      laneEmbedder = CoalescingEmbedder(
        EncoderEmbedder(
          encoder.encoder, workers: WorkerPool(threadCount: 1), cache: laneCache)
      ) { laneCache.contains($0, of: encoder.encoder) }
    }
    self.cache = cache
    pipeline = try await FrozenPipeline(
      JDPipeline.forRescoring(
        store: store, embedder: laneEmbedder, reader: reader,
        arbiter: arbiter, policy: policy,
        executor: BlockingExecutor(threadCount: threadCount), report: countAndReport))
  }

  /// A hash of what the decisions depend on beside the texts: of policy, model, library and what
  /// was learned.
  public var cause: String { pipeline.versions.fingerprint }

  /// What the decisions depend on beside the texts.
  package var versions: FrozenVersions { pipeline.versions }

  /// Rescores an input into a file.
  ///
  /// - Parameters:
  ///   - output: the file of rows; a manifest is kept beside it.
  ///   - vectors: a file for the JDs' vectors; nil writes none.
  ///   - resumes: goes on after the rows that the files hold already.
  ///   - report: told how many rows are written.
  /// - Throws: `InputError`, `RescoreError`, or what a provider throws; `CancellationError` where its
  ///   task is cancelled. What was written by then can be resumed.
  public func rescore(
    _ input: RescoreInput, to output: String, vectors: String? = nil, resumes: Bool = false,
    report: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Summary {
    let start = ContinuousClock.now
    let misses = encodedSentenceCount
    var reader = try input.reader()
    let files = try RescoreOutput(
      path: output, vectorsPath: vectors, versions: versions, resumes: resumes, reader: &reader)
    let summary = Mutex(
      Summary(rowCount: files.finishedRowCount, resumedRowCount: files.finishedRowCount))
    let source = RowBatches(reader, size: Self.batchSize)
    let scorer = RowScorer(pipeline: pipeline, writesVectors: vectors != nil)
    try await pipeline.run {
      try await OrderedLanes<[InputRow], RowScorer.Lines>(laneCount: laneCount).run(
        next: { try source.next() }, work: { try await scorer.lines(of: $0) },
        write: { lines in
          try files.append(lines)
          report(
            summary.withLock {
              $0.rowCount += lines.rowCount
              $0.badRowCount += lines.badRowCount
              return $0.rowCount
            })
        })
    }
    try files.flush()
    var result = summary.withLock { $0 }
    result.encodedSentenceCount = encodedSentenceCount.map { $0 - (misses ?? 0) }
    result.encodedLibraryTextCount = libraryTexts.count
    let elapsed = start.duration(to: .now).components
    result.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    return result
  }

  /// Lanes may wait for sentences that another one encodes: twice the threads keep them all at
  /// work.
  private var laneCount: Int { threadCount == 1 ? 1 : threadCount * 2 }

  /// Sentences that were not in the cache.
  private var encodedSentenceCount: Int? {
    cache.map { $0.counters.lookups - $0.counters.hits }
  }
}

/// Texts of the library that were encoded, as the pipeline reports them.
private final class LibraryTextCount: Sendable {
  private let total = Mutex(0)

  var count: Int { total.withLock { $0 } }

  /// Counts what is done: a report before the last names batches that are under way.
  func add(_ progress: BuildProgress) {
    guard progress.done == progress.total else { return }
    total.withLock { $0 += progress.total }
  }
}

/// Rows in batches, for one caller at a time.
final class RowBatches: Sendable {
  private let reader: Mutex<any RowReader>
  private let size: Int

  init(_ reader: sending any RowReader, size: Int) {
    self.reader = Mutex(reader)
    self.size = size
  }

  /// The next rows; nil at the end.
  func next() throws -> [InputRow]? {
    try reader.withLock { reader in
      var rows: [InputRow] = []
      while rows.count < size, let row = try reader.next() { rows.append(row) }
      return rows.isEmpty ? nil : rows
    }
  }
}
