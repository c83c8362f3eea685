import Foundation
import GRDB
import Testing

@testable import Pipeline

@Suite struct BackupTests {
  private func rows(_ path: String) throws -> [String] {
    let store = try Store(path: path)
    return try store.read { db in
      try StoreTable.all(db).flatMap { table in
        try Row.fetchAll(db, sql: table.selection).map { table.line($0) }
      }
    }
  }

  private func store(_ folder: TemporaryStore, _ count: Int) async throws -> Store {
    let store = try folder.open(LearningLibrary.catalog)
    try await LearningLibrary.classify(0..<count, in: store)
    return store
  }

  @Test func aBackupIsOneFileThatHoldsEverything() async throws {
    let folder = try TemporaryStore()
    let store = try await store(folder, 4)
    let copy = folder.folder + "/copy.db"
    try store.backup(to: copy)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(names.filter { $0.hasPrefix("copy") } == ["copy.db"])
    let restored = folder.folder + "/restored.db"
    try Store.restore(copy, to: restored)
    #expect(try rows(restored) == rows(folder.path))
    #expect(try Store(path: restored).verify().isEmpty)
  }

  @Test func nothingIsReplacedUnasked() async throws {
    let folder = try TemporaryStore()
    let store = try await store(folder, 1)
    let copy = folder.folder + "/copy.db"
    try store.backup(to: copy)
    #expect(throws: StoreError.exists(path: copy)) { try store.backup(to: copy) }
    #expect(throws: StoreError.exists(path: folder.path)) {
      try Store.restore(copy, to: folder.path)
    }
    #expect(throws: StoreError.sameFile(path: folder.path)) { try store.backup(to: folder.path) }
    #expect(throws: StoreError.missingFolder(path: "/nowhere/copy.db")) {
      try store.backup(to: "/nowhere/copy.db")
    }
    try await LearningLibrary.classify(1..<3, in: store)
    try store.backup(to: copy, replacing: true)
    try Store.restore(copy, to: folder.folder + "/again.db")
    #expect(try rows(folder.folder + "/again.db") == rows(folder.path))
  }

  @Test func aBackupWhileRunsAreWrittenIsOneMoment() async throws {
    let folder = try TemporaryStore()
    let store = try await store(folder, 1)
    async let writing: Void = LearningLibrary.classify(1..<60, in: store)
    var counts: [Int] = []
    for number in 0..<6 {
      let copy = folder.folder + "/copy-\(number).db"
      try store.backup(to: copy)
      let backup = try Store(path: copy)
      #expect(try backup.verify().isEmpty)
      counts.append(
        try backup.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM runs") ?? 0 })
    }
    try await writing
    #expect(counts == counts.sorted())
  }

  @Test func aRestoredStoreReplacesTheOldOneWithItsLog() async throws {
    let folder = try TemporaryStore()
    let copy = folder.folder + "/copy.db"
    let expected: [String]
    do {
      let store = try await store(folder, 2)
      try store.backup(to: copy)
      expected = try rows(folder.path)
      try await LearningLibrary.classify(2..<5, in: store)
      // A store that is open is not pulled away.
      #expect {
        try Store.restore(copy, to: folder.path, replacing: true, lockTimeout: 0.05)
      } throws: { error in
        guard case StoreError.busy = error else { return false }
        return true
      }
    }
    try Store.restore(copy, to: folder.path, replacing: true)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "-wal"))
    #expect(try rows(folder.path) == expected)
  }

  @Test func aLogThatACrashLeftIsNotReplayedOnTheRestoredStore() async throws {
    let folder = try TemporaryStore()
    let copy = folder.folder + "/copy.db"
    let store = try await store(folder, 2)
    try store.backup(to: copy)
    let expected = try rows(folder.path)
    try await LearningLibrary.classify(2..<5, in: store)
    // The files as a crash leaves them, and the database itself damaged.
    let crashed = folder.folder + "/crashed.db"
    try crash(folder.path, as: crashed)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: crashed))
    try handle.write(contentsOf: Data(repeating: 0x41, count: 100))
    try handle.close()
    try Store.restore(copy, to: crashed, replacing: true)
    #expect(try rows(crashed) == expected)
  }

  /// Runs statements on a database of any kind, whatever its rows refer to.
  private func execute(_ sql: String, in path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  /// The files of a store as they are while it is open: as a crash leaves them.
  private func crash(_ path: String, as copy: String) throws {
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
    }
  }

  @Test func aLogThatACrashLeftIsNotReplayedOnABackup() async throws {
    let folder = try TemporaryStore()
    let store = try await store(folder, 2)
    let crashed = folder.folder + "/crashed.db"
    try crash(folder.path, as: crashed)
    try await LearningLibrary.classify(2..<5, in: store)
    let expected = try rows(folder.path)
    try store.backup(to: crashed, replacing: true)
    #expect(!FileManager.default.fileExists(atPath: crashed + "-wal"))
    #expect(try rows(crashed) == expected)
    // The log alone.
    let gone = folder.folder + "/gone.db"
    try crash(folder.path, as: gone)
    try FileManager.default.removeItem(atPath: gone)
    try await LearningLibrary.classify(5..<6, in: store)
    try store.backup(to: gone)
    #expect(!FileManager.default.fileExists(atPath: gone + "-wal"))
    #expect(try rows(gone) == rows(folder.path))
  }

  @Test func aBackupDoesNotPullAStoreAway() async throws {
    let folder = try TemporaryStore()
    let store = try await store(folder, 1)
    let other = folder.folder + "/other.db"
    let open = try Store(path: other)
    #expect {
      try store.backup(to: other, replacing: true, lockTimeout: 0.05)
    } throws: { error in
      guard case StoreError.busy(let path, _) = error else { return false }
      return path == other
    }
    #expect(try open.verify().isEmpty)
    // A text is replaced, as every file is.
    let text = folder.folder + "/letter.txt"
    try Data("A letter.".utf8).write(to: URL(fileURLWithPath: text))
    try store.backup(to: text, replacing: true)
    #expect(try rows(text) == rows(folder.path))
  }

  @Test func aLinkStaysAndTheFileThatItNamesIsReplaced() async throws {
    let folder = try TemporaryStore()
    let store = try await store(folder, 2)
    let files = FileManager.default
    let far = folder.folder + "/far"
    try files.createDirectory(atPath: far, withIntermediateDirectories: false)
    for (name, destination) in [
      ("copy.db", "far/copy.db"), ("chain.db", "copy.db"), ("restored.db", far + "/restored.db"),
      ("store.jsonl", "far/store.jsonl"),
    ] {
      try files.createSymbolicLink(
        atPath: folder.folder + "/" + name, withDestinationPath: destination)
    }
    let (copy, restored) = (folder.folder + "/chain.db", folder.folder + "/restored.db")
    // The first makes the files, the second replaces them.
    for _ in 0..<2 {
      try store.backup(to: copy, replacing: true)
      try Store.restore(copy, to: restored, replacing: true)
      try store.export(to: folder.folder + "/store.jsonl", replacing: true)
      #expect(
        try files.contentsOfDirectory(atPath: far).sorted()
          == ["copy.db", "restored.db", "store.jsonl"])
      #expect(try rows(far + "/restored.db") == rows(folder.path))
    }
    for name in ["copy.db", "chain.db", "restored.db", "store.jsonl"] {
      let type = try files.attributesOfItem(atPath: folder.folder + "/" + name)[.type]
      #expect(type as? FileAttributeType == .typeSymbolicLink)
    }
    // One who names the file itself waits for one who names the link.
    let lock = try FolderLock(ofStore: restored, timeout: 1)
    #expect(throws: StoreError.busy(path: far + "/restored.db")) {
      _ = try FolderLock(ofStore: far + "/restored.db", timeout: 0.05)
    }
    withExtendedLifetime(lock) {}
  }

  @Test func aBackupIsForThisUserAloneAndSweepsWhatKilledOnesLeft() async throws {
    let folder = try TemporaryStore()
    let store = try await store(folder, 1)
    let copy = folder.folder + "/copy.db"
    // No process has so large a number; the first one always lives.
    let gone = ["copy.db.999999999.partial", "copy.db.999999999.partial-journal"]
    let kept = [
      "copy.db.1.partial", "copy.db.999999999.other", "copy.db.x.partial",
      "more.db.999999999.partial",
    ]
    for name in gone + kept {
      try Data("x".utf8).write(to: URL(fileURLWithPath: folder.folder + "/" + name))
    }
    try store.backup(to: copy)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(Set(names).isDisjoint(with: gone) && Set(names).isSuperset(of: kept))
    var status = stat()
    let answer = stat(copy, &status)
    #expect(answer == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func aDamagedStoreIsNamedAndNotItsCopy() async throws {
    let folder = try TemporaryStore()
    let store = try await store(folder, 1)
    try execute(
      "UPDATE kras SET role_id = 77 WHERE id = (SELECT min(id) FROM kras)", in: folder.path)
    let damage = StoreError.damaged(path: folder.path, reason: "a row of kras refers to none")
    #expect(throws: damage) { try store.backup(to: folder.folder + "/copy.db") }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(!names.contains { $0.hasPrefix("copy") })
  }

  @Test func onlyAStoreOrADamagedOrEmptyDatabaseIsReplacedByOne() async throws {
    let folder = try TemporaryStore()
    let copy = folder.folder + "/copy.db"
    try await store(folder, 1).backup(to: copy)
    let target = folder.folder + "/target"
    let letter = Data(String(repeating: "A letter. ", count: 1000).utf8)
    for text in [letter, letter.prefix(5)] {
      try text.write(to: URL(fileURLWithPath: target))
      #expect(throws: StoreError.notAStore(path: target)) {
        try Store.restore(copy, to: target, replacing: true)
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == text)
    }
    for damaged in [Data(), Data("SQLite format 3\0".utf8) + letter] {
      try damaged.write(to: URL(fileURLWithPath: target))
      try Store.restore(copy, to: target, replacing: true)
      #expect(try rows(target) == rows(folder.path))
    }
  }

  @Test func anEmptyOrForeignDatabaseIsNoBackup() async throws {
    let folder = try TemporaryStore()
    _ = try await store(folder, 1)
    let expected = try rows(folder.path)
    let empty = folder.folder + "/empty.db"
    try Data().write(to: URL(fileURLWithPath: empty))
    // Without tables, and with those of something else.
    let foreign = folder.folder + "/foreign.db"
    let ours = "PRAGMA application_id = \(StoreSchema.applicationID)"
    for statement in ["VACUUM", ours, "CREATE TABLE recipes (a)"] {
      try execute("PRAGMA application_id = 0; \(statement)", in: foreign)
      for backup in [empty, foreign] {
        #expect(throws: StoreError.notAStore(path: backup), "\(statement)") {
          try Store.restore(backup, to: folder.path, replacing: true)
        }
      }
    }
    #expect(try rows(folder.path) == expected)
  }

  @Test func whatIsNoWholeBackupIsRefused() async throws {
    let folder = try TemporaryStore()
    let copy = folder.folder + "/copy.db"
    try await store(folder, 12).backup(to: copy)
    let good = try Data(contentsOf: URL(fileURLWithPath: copy))
    let target = folder.folder + "/target.db"
    let bad = folder.folder + "/bad.db"
    for cut in [0.1, 0.5, 0.9] {
      try good.prefix(Int(Double(good.count) * cut)).write(to: URL(fileURLWithPath: bad))
      #expect(throws: StoreError.self) { try Store.restore(bad, to: target) }
    }
    try Data("A letter.".utf8).write(to: URL(fileURLWithPath: bad))
    #expect(throws: StoreError.notAStore(path: bad)) { try Store.restore(bad, to: target) }
    #expect(throws: InputError.missing(path: "/nowhere.db")) {
      try Store.restore("/nowhere.db", to: target)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(!names.contains { $0.hasPrefix("target") })
  }
}
