package import Metrics
import Synchronization

/// A backend of swift-metrics that keeps counters, gauges and histograms in memory and writes them
/// in Prometheus's text format. Series are never dropped: labels must have few values.
package final class MetricsRegistry: MetricsFactory {
  /// Upper bounds of the histograms' buckets, in seconds.
  static let buckets: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
  ]

  enum Kind: String, Sendable {
    case counter, gauge, histogram
  }

  private struct Family: Sendable {
    var kind: Kind
    /// By the text of their labels.
    var series: [String: MetricSeries] = [:]
  }

  private let families = Mutex<[String: Family]>([:])

  package init() {}

  private func series(
    _ label: String, _ dimensions: [(String, String)], _ kind: Kind
  ) -> MetricSeries {
    let labels = Self.labels(dimensions)
    return families.withLock { families in
      if let series = families[label]?.series[labels] { return series }
      let series = MetricSeries()
      families[label, default: Family(kind: kind)].series[labels] = series
      return series
    }
  }

  private static func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.map { name, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(name)=\"\(escaped)\""
    }.joined(separator: ",")
  }

  package func makeCounter(
    label: String, dimensions: [(String, String)]
  ) -> any CounterHandler {
    series(label, dimensions, .counter)
  }

  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    series(label, dimensions, .counter)
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions, .gauge)
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    // A recorder that is not aggregated would be a gauge; nobody here makes one.
    series(label, dimensions, .histogram)
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions, .histogram)
  }

  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  /// All series in Prometheus's text format, version 0.0.4.
  package var text: String {
    let all = families.withLock { $0 }
    var lines: [String] = []
    for (name, family) in all.sorted(by: { $0.key < $1.key }) {
      lines.append("# TYPE \(name) \(family.kind.rawValue)")
      for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
        lines += series.lines(name, labels, family.kind)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// The values of one set of labels.
final class MetricSeries: CounterHandler, FloatingPointCounterHandler, MeterHandler,
  RecorderHandler, TimerHandler
{
  private struct State {
    /// A counter's or gauge's value, or a histogram's sum.
    var value = 0.0
    var count = 0
    var buckets = [Int](repeating: 0, count: MetricsRegistry.buckets.count)
  }

  private let state = Mutex(State())

  func increment(by amount: Int64) { increment(by: Double(amount)) }
  func increment(by amount: Double) { state.withLock { $0.value += amount } }
  func decrement(by amount: Double) { increment(by: -amount) }
  func reset() { state.withLock { $0.value = 0 } }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { state.withLock { $0.value = value } }
  func record(_ value: Int64) { record(Double(value)) }
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) * 1e-9) }

  /// Adds an observation to a histogram.
  func record(_ value: Double) {
    state.withLock { state in
      state.value += value
      state.count += 1
      if let index = MetricsRegistry.buckets.firstIndex(where: { value <= $0 }) {
        state.buckets[index] += 1
      }
    }
  }

  func lines(_ name: String, _ labels: String, _ kind: MetricsRegistry.Kind) -> [String] {
    let state = state.withLock { $0 }
    let braces = labels.isEmpty ? "" : "{\(labels)}"
    guard kind == .histogram else { return ["\(name)\(braces) \(Self.number(state.value))"] }
    let prefix = labels.isEmpty ? "" : labels + ","
    var total = 0
    var lines = zip(MetricsRegistry.buckets, state.buckets).map { bound, count in
      total += count
      return "\(name)_bucket{\(prefix)le=\"\(Self.number(bound))\"} \(total)"
    }
    lines.append("\(name)_bucket{\(prefix)le=\"+Inf\"} \(state.count)")
    lines.append("\(name)_sum\(braces) \(state.value)")
    lines.append("\(name)_count\(braces) \(state.count)")
    return lines
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}
