import Metrics
import Hummingbird
import Pipeline

/// What the service counts. Labels are route patterns, never paths.
struct ServiceMetrics: Sendable {
  let registry: MetricsRegistry
  private let inFlight: Meter
  private let runsAtWork = RunsAtWork()

  init(registry: MetricsRegistry) {
    self.registry = registry
    inFlight = Meter(label: "rolewise_http_requests_in_flight", factory: registry)
  }

  func requestBegan() { inFlight.increment() }

  func requestEnded(
    route: String, method: HTTPRequest.Method, status: HTTPResponse.Status,
    since start: ContinuousClock.Instant
  ) {
    inFlight.decrement()
    let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
    let name = known.contains(method) ? method.rawValue : "other"
    Counter(
      label: "rolewise_http_requests_total",
      dimensions: [("route", route), ("method", name), ("status", "\(status.code)")],
      factory: registry
    ).increment()
    Timer(
      label: "rolewise_http_request_duration_seconds",
      dimensions: [("route", route), ("method", name)], factory: registry
    ).recordNanoseconds(start.nanosecondsToNow)
  }

  func refused(_ kind: String, _ refusal: AdmissionState.Refusal) {
    Counter(
      label: "rolewise_admission_refusals_total",
      dimensions: [("kind", kind), ("reason", refusal.rawValue)], factory: registry
    ).increment()
  }

  /// Does a step of a run, or several, and counts the run where they have ended it: once, however
  /// many requests work on it.
  func counting<Result>(
    _ run: String, in store: Store, _ step: () async throws -> Result
  ) async throws -> Result {
    runsAtWork.enter(run)
    defer { runsAtWork.leave(run) }
    let hadEnded = try store.end(ofRun: run) != nil
    let result = try await step()
    // The case that decided it, or `rejected`.
    if !hadEnded, let end = try store.end(ofRun: run), runsAtWork.count(run) {
      Counter(label: "rolewise_runs_total", dimensions: [("case", end)], factory: registry)
        .increment()
    }
    return result
  }

  /// The text for a scraper, with the queues as they are now.
  func text(_ kinds: [Admission]) -> String {
    for kind in kinds {
      let state = kind.state
      for (name, value) in [
        ("running", state.running), ("waiting", state.waiting), ("body_bytes", state.bytes),
      ] {
        Meter(
          label: "rolewise_admission_\(name)", dimensions: [("kind", kind.name)],
          factory: registry
        ).set(value)
      }
    }
    return registry.text
  }
}

extension ContinuousClock.Instant {
  /// Nanoseconds since this instant.
  var nanosecondsToNow: Int64 {
    let elapsed = duration(to: .now).components
    return elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000
  }
}
