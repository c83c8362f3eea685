/// Who is in: pure bookkeeping, so that every refusal can be tested without a clock.
struct AdmissionState: Sendable {
  /// Why a request is not taken in.
  enum Refusal: String, Sendable {
    /// The caller has too many requests here already, or too large ones: 429.
    case callerLimit = "caller-limit"
    case callerByteLimit = "caller-byte-limit"
    /// All callers together have: 503, as the next three.
    case queueLimit = "queue-limit"
    case byteLimit = "byte-limit"
    case longWait = "long-wait"
    case draining

    var isCallersOwn: Bool { self == .callerLimit || self == .callerByteLimit }
  }

  /// What a caller has of all.
  struct Share: Hashable, Sendable {
    var admitted = 0
    var bytes = 0
  }

  let limits: AdmissionLimits
  private(set) var admitted = 0
  private(set) var running = 0
  private(set) var bytes = 0
  private(set) var callers: [String: Share] = [:]
  /// Seconds that a request works, as a running mean; nil before the first has ended.
  private(set) var meanSeconds: Double?
  var isDraining = false

  /// The weight of the newest request in the mean.
  static let meanWeight = 0.1

  init(limits: AdmissionLimits) { self.limits = limits }

  /// Requests that are in and do not work yet.
  var waiting: Int { admitted - running }

  /// Seconds until a request that comes now would begin to work.
  var expectedWait: Double {
    guard let meanSeconds, running >= limits.running else { return 0 }
    return Double(waiting + 1) * meanSeconds / Double(limits.running)
  }

  /// Whole seconds after which trying again makes sense: at least one.
  var retryAfter: Int { Int(min(max(expectedWait.rounded(.up), 1), 600)) }

  /// Takes a request in, or says why not.
  mutating func admit(caller: String, bytes count: Int) -> Refusal? {
    if isDraining { return .draining }
    let share = callers[caller] ?? Share()
    if share.admitted >= limits.perCaller { return .callerLimit }
    if share.bytes + count > limits.bytesPerCaller { return .callerByteLimit }
    if admitted >= limits.admitted { return .queueLimit }
    if bytes + count > limits.bytes { return .byteLimit }
    let longest = limits.longestWait.components
    if expectedWait > Double(longest.seconds) + Double(longest.attoseconds) * 1e-18 {
      return .longWait
    }
    admitted += 1
    bytes += count
    callers[caller, default: Share()].admitted += 1
    callers[caller, default: Share()].bytes += count
    return nil
  }

  /// Lets a request work, where there is room.
  mutating func start() -> Bool {
    guard running < limits.running else { return false }
    running += 1
    return true
  }

  /// Ends the work of a request.
  mutating func stop(after seconds: Double) {
    running -= 1
    meanSeconds = meanSeconds.map { $0 + Self.meanWeight * (seconds - $0) } ?? seconds
  }

  /// Lets a request go that does not work, or no longer.
  mutating func leave(caller: String, bytes count: Int) {
    admitted -= 1
    bytes -= count
    callers[caller]?.admitted -= 1
    callers[caller]?.bytes -= count
    if callers[caller]?.admitted == 0 { callers[caller] = nil }
  }
}
