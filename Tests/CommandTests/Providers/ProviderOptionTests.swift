import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// Settings of the model server that are wrong are said before a store is made.
  @Suite struct ProviderOptionTests {
    private static let text = Array("Flutter Developer\n\nYou build mobile apps in Dart.".utf8)

    @Test(arguments: ["--reader", "--arbiter", "--enricher", "--embedder"])
    func aMissingKeyIsNamed(option: String) async throws {
      try await expectRefusal(
        of: [
          "classify", "-", "--embedder", "hashing", option, "openai", "--key-variable",
          "ROLEWISE_NO_SUCH_KEY",
        ], in: try WorkFolder(), input: Self.text, exitCode: 64,
        saying: "environment variable ROLEWISE_NO_SUCH_KEY")
    }

    @Test func aBadBaseURLIsNamed() async throws {
      try await expectRefusal(
        of: [
          "classify", "-", "--embedder", "hashing", "--reader", "openai", "--base-url", "host/v1",
        ], in: try WorkFolder(), input: Self.text, exitCode: 64, saying: "\"host/v1\"")
    }

    @Test func aMissingPriceFileIsNamed() async throws {
      try await expectRefusal(
        of: [
          "classify", "-", "--embedder", "hashing", "--reader", "openai", "--base-url",
          "http://127.0.0.1:1/v1", "--prices", "none.json",
        ], in: try WorkFolder(), input: Self.text, exitCode: 66, saying: "none.json")
    }

    @Test func aServerForVectorsThatIsNotThereIsAnError() async throws {
      try await expectRefusal(
        of: [
          "classify", "-", "--embedder", "openai", "--base-url", "http://127.0.0.1:1/v1",
        ], in: try WorkFolder(), input: Self.text, exitCode: 74, saying: "cannot be reached")
    }
  }
}
