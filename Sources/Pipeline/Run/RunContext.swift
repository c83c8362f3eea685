import Synchronization

/// For whom a provider works: the run, its step, and where its calls are written down.
///
/// `JDPipeline` sets it around each step; providers read it. Outside a step there is none.
public struct RunContext: Sendable {
  /// The steps in which providers are called.
  public enum Step: String, Codable, Sendable, CaseIterable {
    /// Vectors of the catalog, made before any run.
    case preparation = "prepare"
    /// Step 1.
    case extractFromJD = "extract_from_jd"
    /// Step 2.
    case extractDetails = "extract_details"
    /// Step 3.
    case finalRoleOutput = "final_role_output"
    /// After the steps: what clients get beside the payloads.
    case clientOutput = "client_output"
  }

  /// Nil in the preparation.
  public let runID: String?
  /// The step at work.
  public let step: Step
  /// Where providers write their calls down.
  public let ledger: any CallLedger
  private let notes = Notes()

  /// A context as given, without flags.
  public init(runID: String?, step: Step, ledger: any CallLedger) {
    self.runID = runID
    self.step = step
    self.ledger = ledger
  }

  /// The context of the running step; nil outside one.
  @TaskLocal public static var current: RunContext?

  /// Adds something that a reviewer should know of to the run record.
  public func flag(_ text: String) { notes.add(text) }

  /// What was flagged so far, each text once, in order.
  public var flags: [String] { notes.texts }

  private final class Notes: Sendable {
    private let held = Mutex<[String]>([])

    var texts: [String] { held.withLock { $0 } }

    func add(_ text: String) {
      held.withLock { if !$0.contains(text) { $0.append(text) } }
    }
  }
}
