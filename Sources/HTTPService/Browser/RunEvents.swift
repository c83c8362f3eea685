import Pipeline
import Synchronization

/// What the new-run page hears of a run while it is made.
struct RunEvent: Sendable, Hashable {
  var name: String
  /// JSON on one line.
  var data: String

  /// As server-sent events have it.
  var text: String { "event: \(name)\ndata: \(data)\n\n" }

  enum StepStatus: String, Encodable {
    case started, done, rejected, failed
  }

  private struct Step: Encodable {
    var step: RunContext.Step
    var status: StepStatus
    var milliseconds: Double?
  }

  private struct End: Encodable { var location: String }

  static func step(
    _ step: RunContext.Step, _ status: StepStatus, milliseconds: Double? = nil
  ) throws -> RunEvent {
    let data = Step(step: step, status: status, milliseconds: milliseconds)
    return RunEvent(name: "step", data: try RecordCoding.text(data))
  }

  static func end(location: String) throws -> RunEvent {
    RunEvent(name: "end", data: try RecordCoding.text(End(location: location)))
  }
}

/// The events of the runs that were begun on the page: a listener gets those of before as well.
final class RunEvents: Sendable {
  private struct Channel {
    var events: [RunEvent] = []
    var isEnded = false
    var listeners: [Int: AsyncStream<RunEvent>.Continuation] = [:]
  }

  private struct Channels {
    var byRun: [String: Channel] = [:]
    /// Runs in the order in which they began.
    var order: [String] = []
    var nextListener = 0
  }

  private let held = Mutex(Channels())

  /// Runs whose events are kept; of more, the oldest that have ended go.
  static let capacity = 1000

  func begin(_ run: String) {
    held.withLock { channels in
      channels.byRun[run] = Channel()
      channels.order.append(run)
      while channels.order.count > Self.capacity,
        let index = channels.order.firstIndex(where: { channels.byRun[$0]?.isEnded ?? true })
      {
        channels.byRun[channels.order.remove(at: index)] = nil
      }
    }
  }

  func send(_ event: RunEvent, run: String, isLast: Bool = false) {
    let listeners = held.withLock { channels -> [AsyncStream<RunEvent>.Continuation] in
      guard var channel = channels.byRun[run] else { return [] }
      channel.events.append(event)
      let listeners = Array(channel.listeners.values)
      if isLast {
        channel.isEnded = true
        channel.listeners = [:]
      }
      channels.byRun[run] = channel
      return listeners
    }
    for listener in listeners {
      listener.yield(event)
      if isLast { listener.finish() }
    }
  }

  /// All events of a run, until its last; nil of a run that did not begin here.
  func listen(to run: String) -> AsyncStream<RunEvent>? {
    let (stream, continuation) = AsyncStream.makeStream(of: RunEvent.self)
    let past: (events: [RunEvent], isEnded: Bool, listener: Int)? = held.withLock { channels in
      guard var channel = channels.byRun[run] else { return nil }
      channels.nextListener += 1
      // Under the lock, so that no event comes between those of before and the ones to come.
      for event in channel.events { continuation.yield(event) }
      if !channel.isEnded { channel.listeners[channels.nextListener] = continuation }
      channels.byRun[run] = channel
      return (channel.events, channel.isEnded, channels.nextListener)
    }
    guard let past else { return nil }
    if past.isEnded {
      continuation.finish()
    } else {
      continuation.onTermination = { [self] _ in
        held.withLock { $0.byRun[run]?.listeners[past.listener] = nil }
      }
    }
    return stream
  }
}
