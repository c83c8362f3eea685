import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import Pages
public import Pipeline
import ServiceLifecycle

/// The pipeline over HTTP: the three steps, runs, queues, and the pages that people work in.
public struct HTTPService: Sendable {
  /// What it allows and waits for.
  public let configuration: ServiceConfiguration
  let pipeline: JDPipeline
  let logger: Logger
  let readiness = Readiness()
  let classification: Admission
  let reading: Admission
  let worker: RunWorker
  let table: EndpointTable
  let dispatcher: Dispatcher
  let metrics: ServiceMetrics

  /// - Parameters:
  ///   - pipeline: a pipeline over a store with a catalog; its executor does the steps.
  ///   - willForget: done before a run is forgotten, for what is kept of it outside the store.
  /// - Throws: `ServiceError.needsKey` where others than this machine reach the service and the
  ///   store has no good key.
  public init(
    pipeline: JDPipeline, configuration: ServiceConfiguration = ServiceConfiguration(),
    logger: Logger, willForget: @escaping @Sendable (String) throws -> Void = { _ in }
  ) throws {
    if !configuration.isLoopback,
      try !pipeline.store.apiKeys().contains(where: { $0.revokedAt == nil })
    {
      throw ServiceError.needsKey(host: configuration.host)
    }
    self.configuration = configuration
    self.pipeline = pipeline
    self.logger = logger
    let metrics = ServiceMetrics(registry: MetricsRegistry())
    self.metrics = metrics
    classification = Admission(
      "classification", limits: configuration.classification, executor: pipeline.executor
    ) { metrics.refused("classification", $0) }
    let readers = BlockingExecutor(threadCount: configuration.reading.running)
    reading = Admission("reading", limits: configuration.reading, executor: readers) {
      metrics.refused("reading", $0)
    }
    // Who asks, and whether the service is ready, is read on threads that nothing long has.
    let lookups = BlockingExecutor(threadCount: 2)
    let gate = Gatekeeper(
      store: pipeline.store, executor: lookups, configuration: configuration)
    // Pages and runs are read on the readers' threads, while all others classify.
    let viewed = pipeline.running(on: readers)
    let site = try PageSite(pipeline: viewed)
    worker = RunWorker(
      pipeline: pipeline, events: RunEvents(), metrics: metrics, logger: logger)
    dispatcher = Dispatcher(
      gate: gate, reading: reading, classification: classification, site: site,
      largestBody: configuration.largestBody)
    let idempotency = Idempotency(
      store: pipeline.store, lifetime: configuration.idempotencyLifetime)
    table = EndpointTable(
      StepEndpoints(
        pipeline: pipeline, idempotency: idempotency, metrics: metrics, readiness: readiness
      ).endpoints
        + RunEndpoints(pipeline: viewed, willForget: willForget).endpoints
        + QueueEndpoints(store: pipeline.store, idempotency: idempotency).endpoints
        + OperationEndpoints(
          pipeline: pipeline, readiness: readiness, metrics: metrics,
          kinds: [classification, reading], executor: lookups
        ).endpoints
        + PageEndpoints(
          site: site, gate: gate, pipeline: pipeline, worker: worker, readiness: readiness
        ).endpoints)
  }

  /// The application: what listens, and what it is made of.
  func application(
    onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let configuration = configuration
    let middleware = ServiceMiddleware(
      table: table, metrics: metrics,
      versions: [
        .engineVersion: Engine.version, .modelVersion: pipeline.modelIdentifier,
        .policyVersion: pipeline.policy.hash,
      ])
    var application = Application(
      router: table.router(dispatcher, middleware: middleware),
      server: .http1(
        configuration: HTTP1Channel.Configuration(
          additionalChannelHandlers: [
            ConnectionGuard(
              headerTimeout: configuration.headerTimeout,
              bodyTimeout: configuration.bodyTimeout, idleTimeout: configuration.idleTimeout,
              largestBody: configuration.largestBody)
          ], idleTimeout: TimeAmount(configuration.idleTimeout),
          httpDecoderConfiguration: ConnectionGuard.headerLimits)),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), backlog: 1024,
        availableConnectionsDelegate: .maximum(configuration.connectionLimit, logger: logger)),
      services: [worker], onServerRunning: onRunning, logger: logger)
    application.logger.logLevel = logger.logLevel
    return application
  }

  /// Takes no more work in; what is in is finished.
  func drain() {
    classification.drain()
    reading.drain()
  }
}

/// Why the service does not start.
public enum ServiceError: FaultError, Equatable {
  /// Others than this machine reach the service, and the store has no API key.
  case needsKey(host: String)
  /// The address cannot be listened on.
  case cannotListen(host: String, port: Int, reason: String)

  public var fault: Fault {
    switch self {
    case .needsKey: .usage
    case .cannotListen: .inputOutput
    }
  }

  public var description: String {
    switch self {
    case .needsKey(let host):
      "others than this machine reach \(host), and the store has no API key; make one with "
        + "rolewise-server keys add NAME --role admin"
    case .cannotListen(let host, let port, let reason):
      "cannot listen on \(host) port \(port) (\(reason)); free it, or give another --port"
    }
  }
}
