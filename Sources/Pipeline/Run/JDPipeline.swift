import SimCore

/// The three steps over a store: what services link, and what the drivers call.
///
/// Each step is computed from values and stored in one transaction. A step called again with the
/// same run id returns the stored payload and changes nothing; a step called before its
/// predecessor is refused.
public final class JDPipeline: Sendable {
  /// The store of the library, the runs and what they teach.
  public let store: Store
  /// The thresholds of its decisions.
  public let policy: Policy
  let embedder: any Embedder
  let reader: any JDReader
  let arbiter: any Arbiter
  let enricher: any Enricher
  let cache: LibraryCache
  let learned: LearnerCache
  let learnedSource: LearnedSource
  let report: @Sendable (BuildProgress) -> Void
  /// Where its blocking work runs.
  package let executor: BlockingExecutor

  /// - Parameters:
  ///   - store: a store that holds a catalog.
  ///   - executor: where blocking work runs; two threads of its own where nil.
  ///   - fitSchedule: when what decided runs say is fitted anew.
  ///   - report: told of vectors being made for a catalog that is new to the store.
  public convenience init(
    store: Store, embedder: any Embedder, reader: any JDReader = RuleJDReader(),
    arbiter: any Arbiter = EvidenceArbiter(), enricher: any Enricher = RuleEnricher(),
    policy: Policy = Policy(), executor: BlockingExecutor? = nil,
    fitSchedule: FitSchedule = .whenNeeded,
    report: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) {
    self.init(
      store: store, embedder: embedder, reader: reader, arbiter: arbiter, enricher: enricher,
      policy: policy, learnedSource: .ofStore, executor: executor, fitSchedule: fitSchedule,
      report: report)
  }

  init(
    store: Store, embedder: any Embedder, reader: any JDReader, arbiter: any Arbiter,
    enricher: any Enricher = RuleEnricher(), policy: Policy, learnedSource: LearnedSource,
    executor: BlockingExecutor? = nil, holdsIndex: Bool = false,
    fitSchedule: FitSchedule = .whenNeeded,
    report: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) {
    self.store = store
    self.embedder = embedder
    self.reader = reader
    self.arbiter = arbiter
    self.enricher = enricher
    self.policy = policy
    self.report = report
    self.executor = executor ?? BlockingExecutor(threadCount: 2)
    self.learnedSource = learnedSource
    learned = LearnerCache(store: store, fitSchedule: fitSchedule)
    cache = LibraryCache(
      store: store, embedder: embedder, policy: policy, holdsIndex: holdsIndex)
  }

  private init(_ other: JDPipeline, executor: BlockingExecutor) {
    store = other.store
    policy = other.policy
    embedder = other.embedder
    reader = other.reader
    arbiter = other.arbiter
    enricher = other.enricher
    cache = other.cache
    learned = other.learned
    learnedSource = other.learnedSource
    report = other.report
    self.executor = executor
  }

  /// The same pipeline on other threads: what it has compiled, indexed and fitted is shared. Who
  /// only reads does not wait there for the runs that are made here.
  package func running(on executor: BlockingExecutor) -> JDPipeline {
    JDPipeline(self, executor: executor)
  }

  /// A pipeline for many JDs that change nothing: it holds the KRA vectors in memory.
  package static func forRescoring(
    store: Store, embedder: any Embedder, reader: any JDReader, arbiter: any Arbiter,
    policy: Policy, executor: BlockingExecutor,
    report: @escaping @Sendable (BuildProgress) -> Void
  ) -> JDPipeline {
    JDPipeline(
      store: store, embedder: embedder, reader: reader, arbiter: arbiter, policy: policy,
      learnedSource: .ofStore, executor: executor, holdsIndex: true, report: report)
  }

  /// The model whose vectors it compares.
  package var modelIdentifier: String { embedder.identifier }

  /// All three steps.
  ///
  /// - Parameter runID: a UUID; a new one where nil.
  /// - Returns: the stored run. A rejected text has no payloads of steps 2 and 3.
  /// - Throws: as every step: `InputError` where the text fails the checks of `JDInput`;
  ///   `StoreError`, among it `.emptyCatalog`, `.otherText` and `.forgottenRun` for a run id that
  ///   is taken; `PolicyError` where a value of its policy is out of range; what the providers
  ///   throw. A step that throws has stored nothing.
  /// - Complexity: encoding the JD's sentences is most of it.
  public func classify(_ text: String, runID: String? = nil) async throws -> StoredRun {
    try await classify(text, runID: runID, givenSlug: nil)
  }

  private func classify(
    _ text: String, runID: String?, givenSlug: String?
  ) async throws -> StoredRun {
    let id = runID ?? RunIdentifier.random()
    return try await executor.run { [self] in
      let run = try await within(.extractFromJD, of: id) {
        try await stepOne(text, runID: id, givenSlug: givenSlug)
      }
      guard run.status != .rejected else { return run }
      let detailed = try await within(.extractDetails, of: id) { try await stepTwo(run) }
      return try await within(.finalRoleOutput, of: id) { try stepThree(detailed) }
    }
  }

  /// Step 1: reads the JD, collects the signals, decides, and applies what follows.
  ///
  /// - Parameter runID: a UUID; with that of a stored run of the same text its payload is returned.
  /// - Throws: as `classify`.
  public func extractFromJD(_ text: String, runID: String) async throws -> ExtractFromJD {
    try await executor.run { [self] in
      try await within(.extractFromJD, of: runID) { try await stepOne(text, runID: runID) }
        .extractFromJD
    }
  }

  /// Step 2: what the library knows of the JD's skills.
  ///
  /// - Throws: `StoreError.unknownRun`, `.forgottenRun`, `.rejectedRun`; else as `classify`.
  public func extractDetails(runID: String) async throws -> ExtractDetails {
    try await executor.run { [self] in
      let run = try await within(.extractDetails, of: runID) {
        try await stepTwo(acceptedRun(runID))
      }
      return try payload(run.extractDetails, of: run)
    }
  }

  /// Step 3: saves the links and returns the result.
  ///
  /// - Throws: `StoreError.stepMissing` where step 2 has not been called; else as `extractDetails`.
  public func finalRoleOutput(runID: String) async throws -> FinalRoleOutput {
    try await executor.run { [self] in
      let run = try await within(.finalRoleOutput, of: runID) {
        try stepThree(acceptedRun(runID))
      }
      return try payload(run.finalRoleOutput, of: run)
    }
  }

  /// Stores a JD whose role was decided elsewhere, as a decided run of that role: steps 1 to 3,
  /// with the given role in the place of the decision.
  ///
  /// - Parameters:
  ///   - slug: a role of the library.
  ///   - runID: a UUID; with the id of a stored run nothing changes.
  /// - Returns: the stored run. A text that is no JD is stored as rejected, and nothing is learned.
  /// - Throws: `LearningError.unknownRole`; else as `classify`.
  public func learn(_ text: String, roleSlug slug: String, runID: String) async throws -> StoredRun
  {
    try await classify(text, runID: runID, givenSlug: slug)
  }

  /// Decides the next JD by all that the store has learned, as a new process would: a fit that is
  /// at hand may lack the newest runs.
  package func forgetFit() { learned.forget() }

  /// Makes everything ready that a first call would have to wait for: of a new catalog the vectors
  /// of its KRAs, titles and skill names, which the store keeps.
  ///
  /// - Throws: `StoreError`, and what the embedder throws.
  public func prepare() async throws {
    try await executor.run { [self] in
      try await within(.preparation, of: nil) {
        let library = try await cache.library(report)
        _ = try await cache.titleVectors(of: library, report)
        _ = try await cache.skillNames(of: library, report)
        _ = try await basis(library)
      }
    }
  }

  /// Encodes the KRAs and the names of the roles and saves the index: what takes long of a new
  /// catalog. Nothing is encoded twice.
  ///
  /// - Throws: as `prepare`.
  public func encodeCatalog() async throws {
    try await executor.run { [self] in
      try await within(.preparation, of: nil) {
        let library = try await cache.library(report)
        let names = library.lookup.catalog.roles.map(\.displayName)
        _ = try await cache.vectors(of: names, "role names", report)
      }
    }
  }

  /// Lets the embedder keep what it wants to keep, such as the store's sentence cache: to be called
  /// when the work is done. Never fails.
  public func flush() async {
    try? await executor.run { [embedder] in await embedder.flush() }
  }

  /// Runs a step with its context set, so that providers know whom they work for.
  func within<Result: Sendable>(
    _ step: RunContext.Step, of runID: String?, _ body: () async throws -> Result
  ) async throws -> Result {
    try await RunContext.$current.withValue(
      RunContext(runID: runID, step: step, ledger: store), operation: body)
  }

  func matcher(_ library: RoleLibrary) -> SkillMatcher {
    SkillMatcher(
      library: library.lookup, embedder: embedder, threshold: policy.skillSimilarity,
      names: { [cache, report] in try await cache.skillNames(of: library, report) })
  }
}

extension ContinuousClock.Instant {
  /// Milliseconds since this instant.
  var millisecondsToNow: Double {
    let elapsed = duration(to: .now).components
    return Double(elapsed.seconds) * 1000 + Double(elapsed.attoseconds) * 1e-15
  }
}
