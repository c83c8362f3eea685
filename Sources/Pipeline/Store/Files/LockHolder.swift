import Foundation

/// The process that holds a store's write lock.
///
/// Found by the system, not by a note that a writer leaves: the kernel names the process that has
/// locked the writer's byte of the write-ahead log's shared memory. So it is right of every program
/// that writes the file, and never out of date (decision 0040).
public struct LockHolder: Hashable, Sendable, CustomStringConvertible {
  /// The process's id.
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

  /// The bytes of a file that a writer locks.
  private struct WriterLock {
    var file: String
    var first: off_t
    /// 0: to the end of the file.
    var count: off_t
  }

  /// Who writes the store at `path` now; nil where nobody does or the system does not tell.
  ///
  /// With a write-ahead log the writer's byte is `UNIX_SHM_BASE`, 120, in SQLite's `os_unix.c`; the
  /// two after it are those of checkpoints and recovery. Without one the store's file itself is
  /// locked.
  static func ofWriter(of path: String) -> LockHolder? {
    let path = FilePlace.resolvingLinks(of: path)
    let locks = [
      WriterLock(file: path + "-shm", first: 120, count: 3),
      WriterLock(file: path, first: 0, count: 0),
    ]
    return locks.lazy.compactMap(holder(of:)).first.map { processID in
      LockHolder(
        processID: processID, command: command(of: processID),
        since: startTime(of: processID).map { timestamp($0) })
    }
  }

  /// `F_OFD_GETLK` of Linux's `fcntl.h`: which lock is in the way of one that belongs to a
  /// descriptor. Unlike `F_GETLK` it also names this process.
  private static let askForHolder: Int32 = 36

  private static func holder(of writer: WriterLock) -> Int32? {
    guard let descriptor = descriptor(of: writer.file) else { return nil }
    var lock = flock()
    lock.l_type = Int16(F_RDLCK)  // What readers hold is not in its way.
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = writer.first
    lock.l_len = writer.count
    guard fcntl(descriptor, askForHolder, &lock) == 0, lock.l_type == Int16(F_WRLCK), lock.l_pid > 0
    else { return nil }
    return lock.l_pid
  }

  /// A descriptor for the file at `path`: one that SQLite has open. Where there is none, because
  /// the store could not even be opened, one is opened and left so, and found by the next who asks:
  /// to close it would let go of all the locks that this process has on the file by then.
  private static func descriptor(of path: String) -> Int32? {
    var file = stat()
    guard stat(path, &file) == 0,
      let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    else { return nil }
    let found = names.lazy.compactMap { Int32($0) }.first { descriptor in
      var status = stat()
      return fstat(descriptor, &status) == 0 && status.st_dev == file.st_dev
        && status.st_ino == file.st_ino
    }
    if let found { return found }
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    return opened >= 0 ? opened : nil
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
