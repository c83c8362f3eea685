import Foundation
import GRDB

/// Why the store refused or failed.
public enum StoreError: FaultError, Equatable {
  /// There is no store at the path.
  case missing(path: String)
  /// The folder that the file would be in is not there.
  case missingFolder(path: String)
  /// The file is no SQLite database, or that of another program.
  case notAStore(path: String)
  /// A newer version has written the store.
  case newerSchema(path: String)
  /// An older version has written the store, and only reading was asked for.
  case olderSchema(path: String)
  /// Another process held the lock for longer than the call waits; the holder is nil where the
  /// system does not tell.
  case busy(path: String, holder: LockHolder? = nil)
  /// The file may not be written.
  case readOnly(path: String)
  /// There is no space left.
  case diskFull(path: String)
  /// A page or a value cannot be read.
  case damaged(path: String, reason: String)
  /// Anything else that SQLite or the system reports.
  case failed(path: String, reason: String)
  /// The file to be made is there, and may not be replaced.
  case exists(path: String)
  /// The store to be imported into is there.
  case importExists(path: String)
  /// The file to be made is the store itself.
  case sameFile(path: String)
  /// The store has no catalog yet.
  case emptyCatalog(path: String)
  /// The store was made from another catalog than the one named.
  case otherCatalog(path: String)
  /// There is no run of this id.
  case unknownRun(String)
  /// The run was forgotten.
  case forgottenRun(String, at: String)
  /// The runs are forgotten; their bytes are not overwritten yet.
  case unfinishedForgetting(path: String, holder: LockHolder?)
  /// The store does not keep this version of its catalog.
  case unknownCatalogVersion(Int, path: String)
  /// Step 1 rejected the run, so that it has no further step.
  case rejectedRun(String, reason: String)
  /// The run id is that of another text.
  case otherText(run: String)
  /// A step was called before its predecessor.
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
    case .missing(let path):
      "there is no store at \(path); rolewise classify --db \(path) creates it"
    case .missingFolder(let path): "the folder of \(path) does not exist; create it first"
    case .notAStore(let path): "\(path) is no Rolewise store; name another file"
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
