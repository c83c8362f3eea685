import Hummingbird
import NIOCore
import Pipeline

extension Problem {
  /// An error of the library, or of the connection, as a problem.
  ///
  /// What is our own fault, or the disk's, tells callers nothing of the machine: the log has it.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as StoreError: self.init(error)
    case let error as ReviewError: self.init(error)
    case let error as InputError: self.init(error)
    case is NIOTooManyBytesError: self = .tooLarge
    case is RequestTimeout:
      self.init(
        .requestTimeout, "request-timeout", "the request did not arrive in time",
        headers: [.connection: "close"])
    case is CancellationError:
      self = .unavailable("shutting-down", "the service is shutting down", retryAfter: 5)
    case let error as HTTPError:
      self.init(error.status, "http-error", error.body ?? error.status.reasonPhrase)
    default: self = .ours
    }
  }

  /// What nobody foresaw.
  static let ours = Problem(
    .internalServerError, "internal-error", "this is a fault of Rolewise; its log says more")

  static let tooLarge = Problem(
    .contentTooLarge, "content-too-large",
    "the request's body is larger than this path takes",
    headers: [.connection: "close"])

  private init(_ error: StoreError) {
    switch error {
    case .unknownRun: self.init(.notFound, "unknown-run", "\(error)")
    case .forgottenRun: self.init(.gone, "forgotten-run", "\(error)")
    case .otherText: self.init(.conflict, "run-exists", "\(error)")
    case .rejectedRun: self.init(.conflict, "rejected-run", "\(error)")
    case .stepMissing: self.init(.conflict, "step-missing", "\(error)")
    case .busy:
      self = .unavailable("store-busy", "another process is writing the store", retryAfter: 1)
    case .unfinishedForgetting:
      self = .unavailable(
        "unfinished-forgetting",
        "the run is forgotten, but bytes of it may be left in the store's file; ask again",
        retryAfter: 5)
    case .diskFull, .readOnly, .failed, .damaged, .missing, .missingFolder:
      self = .unavailable(
        "store-failed", "the store cannot be used; the log says why", retryAfter: 30)
    default: self = .ours
    }
  }

  private init(_ error: ReviewError) {
    switch error.reason {
    case .unknownItem, .unknownTarget, .unknownBatch, .noneSelected:
      self.init(.notFound, "unknown-item", "\(error)")
    case .alreadyDecided, .alreadyUndone, .decidedSince, .inUse, .slugTaken, .idTaken, .textTaken,
      .alreadyExcluded:
      self.init(.conflict, "decided-otherwise", "\(error)")
    default: self.init(.unprocessableContent, "decision-not-possible", "\(error)")
    }
  }

  private init(_ error: InputError) {
    switch error {
    case .tooLarge:
      self.init(.contentTooLarge, "content-too-large", "a job description may have 1 MiB")
    default: self.init(.unprocessableContent, "unusable-text", "\(error)")
    }
  }
}
