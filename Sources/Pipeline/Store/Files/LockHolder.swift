import Foundation

/// The process that holds a store's write lock.
///
/// Found by the system, not by a note that a writer leaves: `/proc/locks` names the process that has
/// locked the writer's byte of the write-ahead log's shared memory. So it is right of every program
/// that writes the file, and never out of date (decision 0040).
public struct LockHolder: Hashable, Sendable, CustomStringConvertible {
  public var processID: Int32
  /// Its command line; nil where the system does not show it.
  public var command: String?
  /// When it started, ISO 8601; nil where the system does not show it.
  public var since: String?

  public var description: String {
    let name = command.map { " (\($0))" } ?? ""
    let time = since.map { ", running since \($0)" } ?? ""
    return processID == getpid()
      ? "this process\(time)" : "process \(processID)\(name)\(time)"
  }

  /// The writer's byte among the locks of the shared memory: `UNIX_SHM_BASE`, 120, in SQLite's
  /// `os_unix.c`; the two after it are those of checkpoints and recovery.
  private static let writerBytes = 120...122

  /// How often the locks are read where no holder is found. The kernel hands them out in pieces, and a
  /// lock that comes or goes between two pieces can hide another: on a busy machine in one reading of
  /// a hundred.
  private static let readings = 6

  /// Who writes the store at `path` now; nil where nobody does or the system does not tell.
  static func ofWriter(of path: String) -> LockHolder? {
    for _ in 0..<readings {
      guard let locks = contents("/proc/locks") else { return nil }
      let found =
        holder(in: locks, file: path + "-shm", bytes: writerBytes)
        ?? holder(in: locks, file: path, bytes: 0...Int.max)
      guard let processID = found else { continue }
      return LockHolder(
        processID: processID, command: command(of: processID),
        since: startTime(of: processID).map { timestamp($0) })
    }
    return nil
  }

  /// Reads lines such as `1: POSIX  ADVISORY  WRITE 712 fe:00:1573 120 120`. Files are compared by
  /// the number of their inode: what a device is called differs between file systems.
  private static func holder(in locks: String, file: String, bytes: ClosedRange<Int>) -> Int32? {
    var status = stat()
    guard stat(file, &status) == 0 else { return nil }
    for line in locks.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count >= 8, fields[3] == "WRITE", let processID = Int32(fields[4]),
        processID > 0, fields[5].hasSuffix(":\(status.st_ino)"), let first = Int(fields[6]),
        bytes.contains(first)
      else { continue }
      return processID
    }
    return nil
  }

  private static func command(of processID: Int32) -> String? {
    guard let line = contents("/proc/\(processID)/cmdline"), !line.isEmpty else { return nil }
    let words = line.split(separator: "\0").joined(separator: " ")
    return words.count > 120 ? words.prefix(119) + "…" : words
  }

  /// The start of a process: field 22 of its `stat`, in clock ticks after the machine's start.
  private static func startTime(of processID: Int32) -> Date? {
    guard let line = contents("/proc/\(processID)/stat"),
      // The name in parentheses may hold spaces.
      let fields = line.split(separator: ")").last?.split(separator: " "), fields.count > 19,
      let ticks = Double(fields[19]),
      let boot = contents("/proc/stat")?.split(separator: "\n")
        .first(where: { $0.hasPrefix("btime ") })?.split(separator: " ").last,
      let seconds = Double(boot)
    else { return nil }
    return Date(timeIntervalSince1970: seconds + ticks / Double(sysconf(Int32(_SC_CLK_TCK))))
  }

  private static func contents(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
