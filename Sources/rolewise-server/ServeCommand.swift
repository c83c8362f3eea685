import ArgumentParser
import DriverOptions
import Foundation
import HTTPService
import Logging
import ModelProviders
import Pipeline
import SimCore

/// `rolewise-server serve`: the default.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Listen on this machine, or with API keys on a network, until SIGTERM or SIGINT.",
    discussion: """
      A store that is not there is made from the catalog folder. While the store has no API key the \
      service is open to this machine alone; on another host it needs one.
      """)

  @Option(help: "The name or address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port; 0 for a free one.") var port = 8080
  @Option(help: "Threads that classify (default: one a processor).") var workers: Int?
  @Option(help: "Requests that may work, wait or be read at once.") var queue = 256
  @Option(help: "Those of one caller among them (default: 128, or --queue where that is less).")
  var queuePerCaller: Int?
  @Option(help: "Connections at once.") var connections = 1024
  @Option(help: "Seconds that answers may take after the signal to end.") var drainSeconds = 20
  @Flag(help: "Log every problem of the server's libraries as well.") var verbose = false
  @OptionGroup var library: LibraryOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be 0 to 65535")
    }
    guard (1...256).contains(workers ?? 1) else {
      throw ValidationError("--workers must be 1 to 256")
    }
    guard (1...100_000).contains(queue) else {
      throw ValidationError("--queue must be 1 to 100000")
    }
    guard (1...queue).contains(callerQueue) else {
      throw ValidationError("--queue-per-caller must be 1 to --queue")
    }
    guard (workers ?? 1) <= queue else {
      throw ValidationError("--queue must be at least --workers")
    }
    guard (1...100_000).contains(connections) else {
      throw ValidationError("--connections must be 1 to 100000")
    }
    guard (0...3600).contains(drainSeconds) else {
      throw ValidationError("--drain-seconds must be 0 to 3600")
    }
  }

  private var callerQueue: Int { queuePerCaller ?? min(128, queue) }

  func run() async throws {
    let threads = workers ?? min(WorkerPool.availableProcessorCount, queue)
    let settings = configuration(threads: threads)
    try settings.requireStore(at: library.store.path)
    // Whatever can be refused is, before a store is made.
    try settings.requireFreeAddress()
    let pipeline = try await library.openPipeline(
      executor: BlockingExecutor(threadCount: threads))
    let answers = library.server.keptAnswers
    let service = try HTTPService(
      pipeline: pipeline, configuration: settings, logger: logger
    ) { run in
      try answers?.removeAnswers(toRuns: [run], in: pipeline.store)
    }
    try await service.run { port in
      let name = host.contains(":") ? "[\(host)]" : host
      print("http://\(name):\(port)/ serves \(library.store.path)")
      fflush(nil)
    } onDeadline: {
      Console.fail(
        "answers took longer than \(drainSeconds) seconds and were cut off", fault: .inputOutput)
    }
  }

  private func configuration(threads: Int) -> ServiceConfiguration {
    var configuration = ServiceConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.connectionLimit = connections
    configuration.drainDeadline = .seconds(drainSeconds)
    configuration.classification.running = threads
    configuration.classification.admitted = queue
    configuration.classification.perCaller = callerQueue
    configuration.reading.admitted = max(queue, configuration.reading.running)
    configuration.reading.perCaller = callerQueue
    return configuration
  }

  private var logger: Logger {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    var logger = Logger(label: "rolewise-server")
    logger.logLevel = verbose ? .debug : .error
    return logger
  }
}
