import Foundation
import Testing

@testable import Pipeline

/// Where output goes that is no plain file.
@Suite struct OutputFileTests {
  private func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("output-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func aSymbolicLinkStaysOne() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: folder + "/file")
    try OutputFile.write(Data("new".utf8), to: folder + "/link")
    #expect(FileManager.default.contents(atPath: folder + "/file") == Data("new".utf8))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link")
        == folder + "/file")
    let handle = try OutputFile.open(folder + "/link")
    try handle.write(contentsOf: Data("parts".utf8))
    try handle.close()
    #expect(FileManager.default.contents(atPath: folder + "/file") == Data("parts".utf8))
  }

  @Test func aDeviceStaysOne() throws {
    try OutputFile.write(Data("nothing".utf8), to: "/dev/null")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
    #expect(throws: (any Error).self) { try OutputFile.write(Data("x".utf8), to: "/dev/full") }
  }

  @Test func whatCannotBeWrittenIsKnownBefore() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(OutputFile.mayWrite(folder + "/new"))
    #expect(OutputFile.mayWrite("/dev/null"))
    #expect(!OutputFile.mayWrite(folder))
    #expect(!OutputFile.mayWrite(folder + "/absent/new"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/new"))
  }
}
