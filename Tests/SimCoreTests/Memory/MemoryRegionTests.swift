import Foundation
@testable import SimCore
import Testing

/// Mapping, checksums and files that appear whole.
@Suite(.timeLimit(.minutes(10))) struct MemoryRegionTests {
  private func mappingError(_ path: String) -> FileError? {
    #expect(throws: FileError.self) { try MemoryRegion(mapping: path) }
  }

  @Test func mapping() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let path = try folder.write(bytes, to: "file")
    let region = try MemoryRegion(mapping: path)
    #expect(region.byteCount == 10_000)
    #expect(region.bytes(0..<10_000) == bytes)
    #expect(region.bytes(9_999..<10_000) == [bytes[9_999]])
    #expect(region.bytes(10_000..<10_000) == [])
    try FileManager.default.removeItem(atPath: path)
    #expect(region.bytes(0..<10_000) == bytes, "a removed file stays mapped")
  }

  @Test func whatCannotBeMapped() throws {
    let folder = try TemporaryFolder()
    let missing = folder.file("missing")
    #expect(
      mappingError(missing) == .unreadable(path: missing, reason: "No such file or directory"))
    #expect(
      mappingError(folder.path)
        == .unreadable(path: folder.path, reason: "it is no regular file"))
    let empty = try folder.write([], to: "empty")
    #expect(mappingError(empty) == .empty(path: empty))
    #expect(!MemoryRegion.fileExists(missing))
    #expect(MemoryRegion.fileExists(empty))
  }

  @Test("a named pipe is refused at once, not waited for")
  func namedPipe() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    #expect(mappingError(path) == .unreadable(path: path, reason: "it is no regular file"))
  }

  @Test func messagesAreOneLine() {
    let errors: [FileError] = [
      .unreadable(path: "p", reason: "r"), .unwritable(path: "p", reason: "r"), .empty(path: "p"),
    ]
    #expect(errors.map(\.description) == ["cannot read p: r", "cannot write p: r", "p is empty"])
  }

  @Test("CRC-32C of known texts, of every length and alignment")
  func checksum() {
    let check = Array("123456789".utf8)
    #expect(plainChecksum(check) == 0xE306_9283, "the check value of the polynomial")
    var generator = SeededGenerator(seed: 3)
    let region = MemoryRegion(byteCount: 300)
    let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
    region.store(bytes, at: 0)
    for start in 0..<9 {
      for end in start...300 {
        #expect(region.checksum(start..<end) == plainChecksum(bytes[start..<end]))
      }
    }
    region.store(check, at: 17)
    #expect(region.checksum(17..<26) == 0xE306_9283)
  }

  @Test func atomicFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("file")
    for bytes: [UInt8] in [[], [1, 2, 3], [UInt8](repeating: 9, count: 300_000), [4]] {
      try AtomicFile.write(bytes, to: path)
      #expect(try TemporaryFolder.bytes(of: path) == bytes)
      #expect(try folder.names() == ["file"])
    }
    #expect(
      throws: FileError.unwritable(path: folder.path, reason: "Is a directory")
    ) { try AtomicFile.write([1], to: folder.path) }
    #expect(try folder.names() == ["file"])
    #expect(!FileManager.default.fileExists(atPath: folder.path + ".tmp"))
  }

  @Test("symbolic links stay, also those that name what is not there yet")
  func linksToFiles() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "other")
    try manager.createSymbolicLink(
      atPath: folder.file("other"), withDestinationPath: folder.file("new"))
    for bytes: [UInt8] in [[1, 2], [3]] {
      try AtomicFile.write(bytes, to: folder.file("link"))
      #expect(try TemporaryFolder.bytes(of: folder.file("new")) == bytes)
      #expect(try manager.destinationOfSymbolicLink(atPath: folder.file("link")) == "other")
    }
    #expect(try folder.names() == ["link", "new", "other"])
  }
}
