import Foundation
import GRDB

/// Why the store refused or failed.
public enum StoreError: FaultError, Equatable {
  case missing(path: String)
  case missingFolder(path: String)
  case notAStore(path: String)
  case newerSchema(path: String)
  case olderSchema(path: String)
  case busy(path: String, holder: LockHolder? = nil)
  case readOnly(path: String)
  case diskFull(path: String)
  case damaged(path: String, reason: String)
  case failed(path: String, reason: String)
  case exists(path: String)
  case importExists(path: String)
  case sameFile(path: String)
  case emptyCatalog(path: String)
  case otherCatalog(path: String)
  case unknownRun(String)
  case forgottenRun(String, at: String)
  case unfinishedForgetting(path: String, holder: LockHolder?)
  case unknownCatalogVersion(Int, path: String)
  case rejectedRun(String, reason: String)
  case otherText(run: String)
  case stepMissing(run: String, needed: String, asked: String)

  public var fault: Fault {
    switch self {
    case .missing, .missingFolder, .unknownRun, .forgottenRun: .missingInput
    case .notAStore, .newerSchema, .olderSchema, .damaged, .emptyCatalog, .rejectedRun,
      .unknownCatalogVersion, .otherText:
      .badData
    case .busy, .readOnly, .diskFull, .failed, .unfinishedForgetting: .inputOutput
    case .otherCatalog, .stepMissing, .exists, .importExists, .sameFile: .usage
    }
  }

  public var description: String {
    switch self {
    case .missing(let path): "there is no store at \(path); classify a JD with --db to create it"
    case .missingFolder(let path): "the folder of \(path) does not exist; create it first"
    case .notAStore(let path): "\(path) is no Rolewise store; name another file with --db"
    case .newerSchema(let path):
      "\(path) was written by a newer Rolewise; use that one, or another store"
    case .olderSchema(let path):
      "\(path) was written by an earlier Rolewise; run rolewise catalog verify --repair --db "
        + "\(path) once to bring it up to date"
    case .busy(let path, let holder):
      "\(path) is locked by \(holder?.description ?? "another process"); try again when it has ended"
    case .readOnly(let path): "\(path) may not be written; check its permissions"
    case .diskFull(let path): "the disk of \(path) is full; free some space and try again"
    case .damaged(let path, let reason): "\(path) is damaged (\(reason)); restore a backup"
    case .failed(let path, let reason): "\(path): \(reason)"
    case .exists(let path): "\(path) exists; name another file, or say --force to replace it"
    case .importExists(let path):
      "\(path) exists; an import makes a new store: name another file with --db"
    case .sameFile(let path): "\(path) is the store itself; name another file"
    case .emptyCatalog(let path):
      "\(path) holds no catalog; run rolewise catalog import DIR --db \(path)"
    case .otherCatalog(let path):
      "\(path) was made from another catalog; run rolewise catalog import, or name another store"
    case .unknownCatalogVersion(let version, let path):
      "\(path) does not keep version \(version) of its catalog"
    case .unknownRun(let id): "there is no run \(id) in the store"
    case .forgottenRun(let id, let time):
      "run \(id) was forgotten at \(time); classify its text under another id"
    case .unfinishedForgetting(let path, let holder):
      "forgotten, but bytes may be left in \(path) while \(holder?.description ?? "another process")"
        + " uses it; run forget again when it has ended"
    case .rejectedRun(let id, let reason):
      "run \(id) was rejected in step 1 (\(reason)); it has no further steps"
    case .otherText(let id):
      "run \(id) is stored with another text; give this one another id"
    case .stepMissing(let run, let needed, let asked):
      "run \(run) has no \(needed) yet; call it before \(asked)"
    }
  }

  /// The store's words for an error of SQLite.
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notAStore(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .busy(path: path, holder: LockHolder.ofWriter(of: path))
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, reason: error.message ?? "corrupt page")
    case .SQLITE_CANTOPEN:
      self = .failed(path: path, reason: "it cannot be opened; check the path and permissions")
    case .SQLITE_IOERR:
      self = .failed(
        path: path,
        reason: "its disk failed (\(error.message ?? "I/O error")); check it and try again")
    default: self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// The store's words for an error number of the system.
  init(_ code: Int32, path: String) {
    switch code {
    case ENOSPC, EDQUOT: self = .diskFull(path: path)
    case EACCES, EPERM, EROFS: self = .readOnly(path: path)
    case ENOENT, ENOTDIR: self = .missingFolder(path: path)
    default: self = .failed(path: path, reason: systemReason(code))
    }
  }
}
