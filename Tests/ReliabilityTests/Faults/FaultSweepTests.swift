import Foundation
import Testing

@testable import Pipeline

/// Breaks the disk at every operation of a whole run, and looks at what is left.
///
/// `swift test` takes a part of the operations, evenly spread; `scripts/test-faults` takes all
/// (`ROLEWISE_FAULT_STRIDE=1`).
@Suite(.serialized) struct FaultSweepTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let stride = environment["ROLEWISE_FAULT_STRIDE"].flatMap { Int($0) } ?? 53
  private static let seed = environment["ROLEWISE_FAULT_SEED"].flatMap { UInt64($0) } ?? 1

  /// What is wrong after a fault.
  private struct Loss: Error, CustomStringConvertible {
    let description: String
  }

  @Test(arguments: FaultDisk.Kind.allCases)
  func nothingIsLostAndNothingCountedTwice(kind: FaultDisk.Kind) async throws {
    #expect(FaultDisk.isRegistered)
    let root = NSTemporaryDirectory() + "rolewise-faults-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    let states = try await WholeRun.legalStates(in: root + "/legal")
    let seedFolder = root + "/seed"
    try await WholeRun(folder: seedFolder).prepare()

    var operation = Self.stride == 1 ? 1 : 1 + Int(Self.seed) % Self.stride
    var struck = 0
    var refused = 0
    while true {
      let work = WholeRun(folder: "\(root)/\(operation)")
      try FileManager.default.copyItem(atPath: seedFolder, toPath: work.folder)
      let (outcome, hasStruck) = await FaultDisk.strike(
        kind, at: operation, in: work.folder, seed: Self.seed &+ UInt64(operation)
      ) { await Self.perform(work) }
      if let error = outcome.error {
        refused += 1
        #expect(
          error is StoreError, "\(kind) at operation \(operation): \(error) is no store's error")
      }
      do {
        try await Self.check(work, after: outcome.last, kind, states)
      } catch {
        Issue.record("\(kind) at operation \(operation), seed \(Self.seed): \(error)")
      }
      try FileManager.default.removeItem(atPath: work.folder)
      guard hasStruck else { break }
      struck += 1
      operation += Self.stride
    }
    // A sweep that strikes next to nothing has lost its way into SQLite.
    #expect(struck > 5)
    print("faults: \(kind): \(struck) of \(operation - 1) operations, \(refused) runs refused")
  }

  private static func perform(_ work: WholeRun) async -> (last: Int, error: (any Error)?) {
    var last = 0
    do {
      try await work.perform { step, _ in last = step.rawValue }
      return (last, nil)
    } catch {
      return (last, error)
    }
  }

  /// The store is in one of the legal states, no earlier than the last step that returned;
  /// finishing the work gives what a run without a fault gives.
  private static func check(
    _ work: WholeRun, after last: Int, _ kind: FaultDisk.Kind, _ states: [String]
  ) async throws {
    // A copy under other names: nothing that is still open has locks on it.
    let copy = WholeRun(folder: work.folder + "/after")
    try FileManager.default.createDirectory(atPath: copy.folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: work.folder) {
      // Shared memory does not outlive its processes.
      if name == "after" || name.hasSuffix("-shm") { continue }
      try FileManager.default.copyItem(
        atPath: work.folder + "/" + name, toPath: copy.folder + "/" + name)
    }
    try checkCopies(of: copy, after: last, states)
    do {
      let store = try Store(path: copy.store, mayCreate: false)
      let found = try StoreDump.text(of: store)
      guard states[min(last, states.count - 1)...].contains(found) else {
        throw Loss(
          description: states.contains(found)
            ? "step \(last) was answered and is lost" : "the store is in no legal state")
      }
      let findings = try store.verify()
      guard findings.isEmpty else { throw Loss(description: "\(findings)") }
    }
    try await copy.perform()
    let store = try Store(path: copy.store)
    guard try StoreDump.text(of: store) == states.last else {
      throw Loss(description: "the work done again gives another store")
    }
    guard try store.verify().isEmpty else { throw Loss(description: "the end does not verify") }
  }

  /// A backup and an export are whole or not there.
  private static func checkCopies(of work: WholeRun, after last: Int, _ states: [String]) throws {
    let files = FileManager.default
    let finished = states[WholeRun.Step.backup.rawValue - 1]
    if files.fileExists(atPath: work.backup) {
      let restored = work.folder + "/restored.db"
      try Store.restore(work.backup, to: restored)
      guard try StoreDump.text(of: Store(path: restored)) == finished else {
        throw Loss(description: "the backup holds something else")
      }
    } else if last >= WholeRun.Step.backup.rawValue {
      throw Loss(description: "the backup is gone")
    }
    if files.fileExists(atPath: work.export) {
      let imported = work.folder + "/imported.db"
      try Store.importing(work.export, to: imported)
      guard try StoreDump.text(of: Store(path: imported)) == finished else {
        throw Loss(description: "the export holds something else")
      }
    } else if last >= WholeRun.Step.export.rawValue {
      throw Loss(description: "the export is gone")
    }
  }
}
