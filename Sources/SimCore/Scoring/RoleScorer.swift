/// Finds the roles whose KRAs are nearest to the sentences of a JD (a MaxSim score, Khattab and
/// Zaharia 2020, over the best few sentences).
///
/// best(r, s) is the largest similarity of sentence s with a KRA of role r (equal KRAs: the earlier
/// one); a role's score is the mean of its `sentencesPerRole` largest best(r, s) (of all, where
/// there are fewer). A screen in low precision bounds every similarity; what the bounds leave open
/// is settled at the defined similarity, so shortlist, pairs and values are those of the plain
/// definition, to the bit, ties included, for every kernel, batch and thread count.
/// `docs/exact-screening.md` has the proof.
public struct RoleScorer: Sendable {
  /// The KRAs that are scored.
  public let index: KRAIndex
  /// Best sentences that make a role's score.
  public let sentencesPerRole: Int
  /// Roles in a shortlist.
  public let shortlistSize: Int
  /// The kernels that screen and settle.
  public let kernel: Kernel

  /// A scorer over an index.
  ///
  /// - Precondition: `sentencesPerRole` and `shortlistSize` are at least 1; this machine supports
  ///   the kernel.
  public init(
    index: KRAIndex, sentencesPerRole: Int = 3, shortlistSize: Int = 5, kernel: Kernel = .current
  ) {
    precondition(sentencesPerRole >= 1 && shortlistSize >= 1, "at least one sentence and role")
    precondition(kernel.isSupported, "this machine cannot run kernel \(kernel.rawValue)")
    LinearAlgebra.configure()
    self.index = index
    self.sentencesPerRole = sentencesPerRole
    self.shortlistSize = shortlistSize
    self.kernel = kernel
  }

  /// The best roles for the sentences, best first.
  ///
  /// - Parameters:
  ///   - sentences: the vectors of the JD's distinct sentences in text order, of the index's
  ///     dimension. None gives an empty shortlist. Of vectors that are not finite
  ///     (`EmbeddingMatrix.isFinite`) scores and order mean nothing.
  ///   - workers: threads that share the panels of the index; nil uses the caller's alone.
  /// - Complexity: O(sentences · KRAs · dimension).
  public func shortlist(
    for sentences: EmbeddingMatrix, workers: WorkerPool? = nil
  ) -> [RoleScore] {
    shortlists(for: [sentences], workers: workers)[0]
  }

  /// The shortlists of many JDs, in their order. JDs share passes over the index; each gets what
  /// `shortlist(for:)` gives it.
  ///
  /// - Complexity: O(sentences of all JDs · KRAs · dimension).
  public func shortlists(
    for documents: [EmbeddingMatrix], workers: WorkerPool? = nil
  ) -> [[RoleScore]] {
    measuredShortlists(for: documents, workers: workers).map(\.shortlist)
  }

  /// A shortlist, and what the pass after the screen computed for it.
  package struct Measured: Sendable {
    package var shortlist: [RoleScore]
    /// Pairs settled as they are defined.
    package var settledPairCount: Int
    /// Products computed in f32 and in f64, some of the same pairs.
    package var productCount: Int
  }

  /// `shortlists(for:)`, with the numbers of pairs.
  package func measuredShortlists(
    for documents: [EmbeddingMatrix], workers: WorkerPool? = nil
  ) -> [Measured] {
    for document in documents {
      precondition(document.dimension == index.dimension, "dimensions do not fit")
    }
    var results = [Measured](
      repeating: Measured(shortlist: [], settledPairCount: 0, productCount: 0),
      count: documents.count)
    guard index.kraCount > 0 else { return results }
    let passes = passes(documents)
    let answers: [[Measured]]
    if let workers, passes.count >= workers.threadCount, workers.threadCount > 1 {
      // Enough passes for all threads: each goes through the index on its own.
      answers = workers.map(count: passes.count) { number in
        pass(over: passes[number].map { documents[$0] }, nil)
      }
    } else {
      answers = passes.map { pass(over: $0.map { documents[$0] }, workers) }
    }
    for (pass, answers) in zip(passes, answers) {
      for (document, answer) in zip(pass, answers) { results[document] = answer }
    }
    return results
  }

  /// The scores of certain roles, in the order given; roles without KRAs are left out.
  ///
  /// Roles that have a good part of the index's KRAs are screened as a shortlist is; of fewer,
  /// every pair is settled.
  ///
  /// - Complexity: O(sentences · KRAs of the index · dimension), or O(sentences · KRAs of these
  ///   roles · dimension) where they are few.
  public func scores(ofRoles ids: [Int], for sentences: EmbeddingMatrix) -> [RoleScore] {
    precondition(sentences.dimension == index.dimension, "dimensions do not fit")
    let positions = ids.compactMap(index.position(ofRole:))
    guard sentences.count > 0, !positions.isEmpty else { return [] }
    let matrix = sentences.matrix()
    let rows = 0..<sentences.count
    let kraCount = positions.reduce(0) { $0 + index.roles[$1].rows.count }
    let bounds =
      kraCount * Self.pairsScreenedPerSettled < index.kraCount
      ? nil
      : Screen(index: index, kernel: kernel, sentencesPerRole: sentencesPerRole)
        .bounds(of: matrix, documents: [rows], workers: nil)
    let settlement = settlement(of: matrix, rows: rows, bounds: bounds, document: 0)
    return positions.compactMap {
      settlement.score(of: settlement.begin($0, slot: 0), threshold: -.infinity)
    }
  }

  /// Pairs that are screened in the time that one is settled: an estimate on the careful side, from
  /// 25,000 pairs of 384 components that make a whole shortlist in 0.1 ms
  /// (docs/performance-scoring.md). It decides the time alone, never a value.
  private static let pairsScreenedPerSettled = 16

  // MARK: - Passes

  /// The JDs that have sentences, in groups: each pass over the index should find its bounds in the
  /// second-level cache when it settles (384 KiB), but read no more of the index than it writes
  /// twice over, and take at most 32 MiB. A JD that needs more by itself is a pass of its own: 192
  /// bytes a sentence and panel.
  private func passes(_ documents: [EmbeddingMatrix]) -> [[Int]] {
    let bytesPerSentence =
      index.layout.panelCount * ScreenBounds.bestCount * ScreenBounds.laneCount * 4
    let mostBytes = min(max(384 << 10, index.byteCount(readBy: kernel) / 2), 32 << 20)
    let most = max(1, mostBytes / bytesPerSentence)
    var passes: [[Int]] = []
    var sentenceCount = 0
    for document in documents.indices where documents[document].count > 0 {
      sentenceCount += documents[document].count
      if passes.isEmpty || sentenceCount > most {
        passes.append([])
        sentenceCount = documents[document].count
      }
      passes[passes.count - 1].append(document)
    }
    return passes
  }

  /// Screens the index once for some JDs, and settles each.
  private func pass(over documents: [EmbeddingMatrix], _ workers: WorkerPool?) -> [Measured] {
    var ranges: [Range<Int>] = []
    for document in documents {
      let first = ranges.last?.upperBound ?? 0
      ranges.append(first..<first + document.count)
    }
    let sentences = FloatMatrix(
      rowCount: ranges.last?.upperBound ?? 0, columnCount: index.dimension, isZeroed: false)
    for (document, rows) in zip(documents, ranges) { sentences.rows(rows).fill(from: document) }
    let bounds = Screen(index: index, kernel: kernel, sentencesPerRole: sentencesPerRole)
      .bounds(of: sentences, documents: ranges, workers: workers)
    let answer: @Sendable (Int) -> Measured = { [ranges] document in
      let settlement = settlement(
        of: sentences, rows: ranges[document], bounds: bounds, document: document)
      let shortlist = settlement.shortlist(size: shortlistSize)
      return Measured(
        shortlist: shortlist, settledPairCount: settlement.settledPairCount,
        productCount: settlement.settledPairCount + settlement.sharpenedPairCount)
    }
    guard let workers, workers.threadCount > 1, documents.count > 1 else {
      return documents.indices.map(answer)
    }
    return workers.map(count: documents.count, answer)
  }

  private func settlement(
    of sentences: FloatMatrix, rows: Range<Int>, bounds: ScreenBounds?, document: Int
  ) -> Settlement {
    Settlement(
      index: index, kernel: kernel, sentencesPerRole: sentencesPerRole, sentences: sentences,
      rows: rows, bounds: bounds, document: document)
  }
}
