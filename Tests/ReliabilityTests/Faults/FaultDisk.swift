import CFaultFileSystem
import Foundation

/// The folder that the fault-injecting file system is armed for.
///
/// One at a time: the tests that use it are in one serial suite.
struct FaultDisk {
  /// How a disk fails.
  enum Kind: String, CaseIterable, CustomStringConvertible, Sendable {
    case failOnce = "one operation fails"
    case failFrom = "all operations fail from one on"
    case diskFull = "the disk is full from one write on"
    case shortWrite = "one write is short"
    case powerLoss = "power fails, unsynced writes are lost"
    case powerLossPartial = "power fails, some unsynced writes are lost"

    var description: String { rawValue }

    var value: fault_kind {
      switch self {
      case .failOnce: FAULT_FAIL_ONCE
      case .failFrom: FAULT_FAIL_FROM
      case .diskFull: FAULT_DISK_FULL
      case .shortWrite: FAULT_SHORT_WRITE
      case .powerLoss: FAULT_POWER_LOSS
      case .powerLossPartial: FAULT_POWER_LOSS_PARTIAL
      }
    }
  }

  /// Makes the file system SQLite's default one, once.
  static let isRegistered = fault_register() == 0

  /// Runs `body` on a disk that fails at an operation of a folder, and says whether it came to
  /// that.
  static func strike<Result>(
    _ kind: Kind, at operation: Int, in folder: String, seed: UInt64,
    _ body: () async throws -> Result
  ) async rethrows -> (result: Result, hasStruck: Bool) {
    fault_arm(folder, kind.value, UInt64(operation), seed)
    defer { fault_disarm() }
    let result = try await body()
    return (result, fault_has_struck() != 0)
  }
}
