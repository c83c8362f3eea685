import GRDB

/// Why the store refused or failed.
public enum StoreError: FaultError, Equatable {
  case missing(path: String)
  case missingFolder(path: String)
  case notAStore(path: String)
  case newerSchema(path: String)
  case busy(path: String)
  case readOnly(path: String)
  case diskFull(path: String)
  case damaged(path: String, reason: String)
  case failed(path: String, reason: String)
  case emptyCatalog(path: String)
  case otherCatalog(path: String)
  case unknownRun(String)
  case unknownCatalogVersion(Int, path: String)
  case rejectedRun(String, reason: String)
  case stepMissing(run: String, needed: String, asked: String)

  public var fault: Fault {
    switch self {
    case .missing, .missingFolder, .unknownRun: .missingInput
    case .notAStore, .newerSchema, .damaged, .emptyCatalog, .rejectedRun,
      .unknownCatalogVersion:
      .badData
    case .busy, .readOnly, .diskFull, .failed: .inputOutput
    case .otherCatalog, .stepMissing: .usage
    }
  }

  public var description: String {
    switch self {
    case .missing(let path): "there is no store at \(path); classify a JD with --db to create it"
    case .missingFolder(let path): "the folder of \(path) does not exist; create it first"
    case .notAStore(let path): "\(path) is no Rolewise store; name another file with --db"
    case .newerSchema(let path):
      "\(path) was written by a newer Rolewise; use that one, or another store"
    case .busy(let path): "\(path) is locked by another process; try again when it has ended"
    case .readOnly(let path): "\(path) may not be written; check its permissions"
    case .diskFull(let path): "the disk of \(path) is full; free some space and try again"
    case .damaged(let path, let reason): "\(path) is damaged (\(reason)); restore a backup"
    case .failed(let path, let reason): "\(path): \(reason)"
    case .emptyCatalog(let path):
      "\(path) holds no catalog; run rolewise catalog import DIR --db \(path)"
    case .otherCatalog(let path):
      "\(path) was made from another catalog; run rolewise catalog import, or name another store"
    case .unknownCatalogVersion(let version, let path):
      "\(path) does not keep version \(version) of its catalog"
    case .unknownRun(let id): "there is no run \(id) in the store"
    case .rejectedRun(let id, let reason):
      "run \(id) was rejected in step 1 (\(reason)); it has no further steps"
    case .stepMissing(let run, let needed, let asked):
      "run \(run) has no \(needed) yet; call it before \(asked)"
    }
  }

  /// The store's words for an error of SQLite.
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notAStore(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, reason: error.message ?? "corrupt page")
    case .SQLITE_CANTOPEN:
      self = .failed(path: path, reason: "it cannot be opened; check the path and permissions")
    default: self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }
}
