import Testing

extension CommandSuite {
  /// `rolewise-server`, as far as it does not come to listening.
  @Suite struct ServeCommandTests {
    @Test func aPortInUseLeavesNoStore() async throws {
      let folder = try WorkFolder()
      let port = try TakenPort()
      let outcome = try await CommandLineTool.run(
        ["--embedder", "hashing", "--port", "\(port.number)"], of: .server, in: folder)
      #expect(outcome.exitCode == 74, "\(outcome)")
      #expect(
        outcome.errors.hasPrefix(
          "rolewise-server: cannot listen on 127.0.0.1 port \(port.number) ("), "\(outcome)")
      #expect(outcome.errors.filter(\.isNewline).count == 1 && outcome.output.isEmpty)
      #expect(try folder.contents().isEmpty)
    }
  }
}
