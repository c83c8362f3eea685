import Hummingbird
import Logging
import Pipeline
import ServiceLifecycle

/// Makes the runs that the new-run page began, step by step, and tells its listeners.
struct RunWorker: Service {
  struct Job: Sendable {
    var text: String
    var runID: String
    var place: Admission.Place
  }

  let pipeline: JDPipeline
  let events: RunEvents
  let metrics: ServiceMetrics
  let logger: Logger
  private let jobs: AsyncStream<Job>
  private let source: AsyncStream<Job>.Continuation

  init(pipeline: JDPipeline, events: RunEvents, metrics: ServiceMetrics, logger: Logger) {
    self.pipeline = pipeline
    self.events = events
    self.metrics = metrics
    self.logger = logger
    (jobs, source) = AsyncStream.makeStream(of: Job.self)
  }

  /// Takes a job; its place in the queue bounds how many there are.
  func take(_ job: Job) throws {
    events.begin(job.runID)
    if case .terminated = source.yield(job) {
      throw Problem.unavailable("draining", "the service is shutting down", retryAfter: 5)
    }
  }

  /// Works until it is told to end, and all jobs that were taken are done.
  func run() async throws {
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for await job in jobs { group.addTask { await work(on: job) } }
      }
    } onGracefulShutdown: {
      source.finish()
    }
  }

  private func work(on job: Job) async {
    do {
      try await job.place.work {
        try await metrics.counting(job.runID, in: pipeline.store) { try await steps(of: job) }
      }
    } catch {
      logger.error("run \(job.runID): \(error)")
    }
    let stored = (try? await pipeline.executor.run { try pipeline.store.run(job.runID) }) ?? nil
    // Whoever hears of the end finds its place free.
    job.place.leave()
    let place = stored == nil ? "/ui/new" : "/ui/runs/\(job.runID)"
    if let end = try? RunEvent.end(location: place) {
      events.send(end, run: job.runID, isLast: true)
    }
  }

  private func steps(of job: Job) async throws {
    let id = job.runID
    let isRejected = try await step(.extractFromJD, id) {
      try await pipeline.extractFromJD(job.text, runID: id).rejected
    }
    guard !isRejected else { return }
    _ = try await step(.extractDetails, id) {
      _ = try await pipeline.extractDetails(runID: id)
      return false
    }
    _ = try await step(.finalRoleOutput, id) {
      _ = try await pipeline.finalRoleOutput(runID: id)
      return false
    }
  }

  /// - Parameter body: does the step, and says whether the text was rejected.
  private func step(
    _ step: RunContext.Step, _ id: String, _ body: () async throws -> Bool
  ) async throws -> Bool {
    events.send(try .step(step, .started), run: id)
    let start = ContinuousClock.now
    func milliseconds() -> Double { Double(start.nanosecondsToNow) * 1e-6 }
    do {
      let isRejected = try await body()
      events.send(
        try .step(step, isRejected ? .rejected : .done, milliseconds: milliseconds()), run: id)
      return isRejected
    } catch {
      events.send(try .step(step, .failed, milliseconds: milliseconds()), run: id)
      throw error
    }
  }
}
