import SimCore

/// The payloads of step 2 that were stored last, as values: step 3 mostly comes at once, and reading
/// the payload from its JSON, some hundred KiB, would be most of its time.
///
/// A payload is found by its run and by its text, which the caller has read from the store: nothing
/// that another process has written is mixed up with it.
struct RecentDetails: Sendable {
  /// Payloads that are kept at most, of which a large one takes about 2 MiB.
  static let capacity = 8

  private struct Entry {
    let runID: String
    let text: ExactText
    let details: ExtractDetails
  }

  /// The newest last.
  private var entries: [Entry] = []

  /// Keeps a payload, in the place of the oldest where there are too many.
  mutating func keep(_ details: ExtractDetails, text: String, ofRun id: String) {
    entries.removeAll { $0.runID == id }
    if entries.count == Self.capacity { entries.removeFirst() }
    entries.append(Entry(runID: id, text: ExactText(text), details: details))
  }

  /// The payload of a run where it is known and its JSON is `text`; nil elsewhere.
  func details(ofRun id: String, text: String) -> ExtractDetails? {
    entries.last { $0.runID == id && $0.text == ExactText(text) }?.details
  }
}
