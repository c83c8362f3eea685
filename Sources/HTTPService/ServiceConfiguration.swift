import Foundation

/// What the HTTP service allows and waits for.
public struct ServiceConfiguration: Sendable {
  /// The name or address to listen on.
  public var host = "127.0.0.1"
  /// 0 for a free one.
  public var port = 8080
  /// Bytes of a request's body: a job description of 1 MiB whose every byte is escaped as JSON
  /// (`\u0020`, six bytes) or in a form (`%20`, three), and what stands around it.
  public var largestBody = (6 << 20) + (4 << 10)
  /// From the connection's start to the end of the first request's head.
  public var headerTimeout = Duration.seconds(10)
  /// From a request's head to the end of its body.
  public var bodyTimeout = Duration.seconds(30)
  /// How long a connection may be kept without a request, and how long a peer may take nothing of an
  /// answer that waits for it.
  public var idleTimeout = Duration.seconds(60)
  /// Connections at once; more wait in the system's queue.
  public var connectionLimit = 1024
  /// How long answers may take after the signal to end; then the process ends.
  public var drainDeadline = Duration.seconds(20)
  /// How long a sign-in on the pages is good for.
  public var sessionLifetime = Duration.seconds(12 * 3600)
  /// How long an idempotency key is remembered.
  public var idempotencyLifetime = Duration.seconds(24 * 3600)
  /// Requests that run the pipeline.
  public var classification = AdmissionLimits(
    running: 2, admitted: 256, perCaller: 128, bytes: 128 << 20, bytesPerCaller: 64 << 20,
    longestWait: .seconds(20))
  /// Requests that read the store or decide items of the queues.
  public var reading = AdmissionLimits(
    running: 2, admitted: 256, perCaller: 128, bytes: 16 << 20, bytesPerCaller: 8 << 20,
    longestWait: .seconds(20))

  /// The defaults: this machine alone, two threads of each kind.
  public init() {}

  /// Refuses to make a store where others reach the service: it would have no key.
  ///
  /// - Throws: `ServiceError.needsKey`.
  public func requireStore(at path: String) throws(ServiceError) {
    guard isLoopback || FileManager.default.fileExists(atPath: path) else {
      throw .needsKey(host: host)
    }
  }

  /// Whether only this machine reaches the service.
  public var isLoopback: Bool {
    ["localhost", "::1"].contains(host)
      || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
  }
}

/// How many requests of a kind are taken in before others are refused.
public struct AdmissionLimits: Hashable, Sendable {
  /// Requests that work at once.
  public var running: Int
  /// Requests that work, wait, or are being read.
  public var admitted: Int
  /// Those of one caller among them.
  public var perCaller: Int
  /// Bytes of their bodies.
  public var bytes: Int
  /// Those of one caller's among them.
  public var bytesPerCaller: Int
  /// The expected time of waiting beyond which nothing more is taken in.
  public var longestWait: Duration

  /// Limits as given.
  ///
  /// - Parameter bytesPerCaller: nil lets a caller have all of them.
  /// - Precondition: something may work, and all that works be admitted.
  public init(
    running: Int, admitted: Int, perCaller: Int, bytes: Int, bytesPerCaller: Int? = nil,
    longestWait: Duration
  ) {
    precondition(running > 0 && admitted >= running && perCaller > 0, "limits must let work in")
    self.running = running
    self.admitted = admitted
    self.perCaller = perCaller
    self.bytes = bytes
    self.bytesPerCaller = bytesPerCaller ?? bytes
    self.longestWait = longestWait
  }
}
