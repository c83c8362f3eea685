import Foundation
import Hummingbird
import Logging
import NIOCore
import Pipeline
import ServiceLifecycle
import UnixSignals

extension HTTPService {
  /// Listens until the process is told to end by SIGTERM or SIGINT, then finishes what is in.
  ///
  /// The catalog is prepared while the service listens already; until then `/readyz` and the steps
  /// answer 503.
  ///
  /// - Parameters:
  ///   - onListening: told of the port.
  ///   - onDeadline: ends the process when what is in takes longer than the drain deadline.
  /// - Throws: `ServiceError.cannotListen`; what keeps the catalog from being prepared.
  public func run(
    onListening: @escaping @Sendable (Int) -> Void,
    onDeadline: @escaping @Sendable () -> Never
  ) async throws {
    let application = application { channel in
      onListening(channel.localAddress?.port ?? configuration.port)
    }
    // Services are told to end in the reverse of this order.
    var group = ServiceGroupConfiguration(
      services: [
        Preparation(service: self), application,
        Drain(service: self, onDeadline: onDeadline),
      ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = configuration.drainDeadline
    do {
      try await ServiceGroup(configuration: group).run()
    } catch let error as IOError {
      throw configuration.cannotListen(error.errnoCode)
    }
    await pipeline.flush()
  }

  /// Makes the catalog ready, then waits for the end.
  private struct Preparation: Service {
    let service: HTTPService

    /// The end does not wait for an encoding that takes long; nothing of it is lost that was
    /// stored.
    func run() async throws {
      let (outcomes, source) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
      Task {
        do {
          try await service.pipeline.prepare()
          source.yield(.success(()))
        } catch {
          source.yield(.failure(error))
        }
      }
      for await outcome in outcomes.cancelOnGracefulShutdown() {
        try outcome.get()
        service.readiness.setPrepared()
        service.logger.info("prepared")
        break
      }
      try? await gracefulShutdown()
    }
  }

  /// The first to be told: stops taking work in, and watches the clock.
  private struct Drain: Service {
    let service: HTTPService
    let onDeadline: @Sendable () -> Never

    /// What those that were cancelled at the deadline have left, in seconds.
    static let graceAfterDeadline = 5.0

    func run() async throws {
      try await gracefulShutdown()
      service.drain()
      service.logger.info("finishing what is in")
      let seconds = Double(service.configuration.drainDeadline.components.seconds)
      // A thread of Dispatch's, because Swift's may all be waiting.
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds + Self.graceAfterDeadline) {
        onDeadline()
      }
    }
  }
}
