import Foundation
import Testing

extension CommandSuite {
  /// Model folders that cannot be used: refused before a store is made.
  @Suite struct BadModelTests {
    @Test func aMissingFolder() async throws {
      let folder = try WorkFolder()
      try await expectRefusal(in: folder, exitCode: 66, saying: "the model folder is incomplete")
    }

    @Test(arguments: ["model.safetensors", "vocab.txt", "config.json"])
    func aMissingFile(name: String) async throws {
      let folder = try WorkFolder()
      try copyModel(to: folder)
      try FileManager.default.removeItem(atPath: folder.file("model/" + name))
      try await expectRefusal(in: folder, exitCode: 66, saying: name)
    }

    @Test func aMissingTensor() async throws {
      let folder = try WorkFolder()
      try copyModel(to: folder)
      let name = "encoder.layer.5.output.dense.weight"
      try edit(folder) { weights, header in
        let place = try #require(weights.range(of: Data(name.utf8), in: header))
        weights.replaceSubrange(place, with: Data("encoder.layer.5.output.dense.height".utf8))
      }
      try await expectRefusal(in: folder, exitCode: 65, saying: "lacks the tensor \(name)")
    }

    @Test(arguments: [7, 5_000, 1_000_000])
    func truncatedWeights(byteCount: Int) async throws {
      let folder = try WorkFolder()
      try copyModel(to: folder)
      let weights = try Data(
        contentsOf: URL(fileURLWithPath: PackagePaths.model + "/model.safetensors"))
      try folder.write(weights.prefix(byteCount), to: "model/model.safetensors")
      try await expectRefusal(
        in: folder, exitCode: 65, saying: "model.safetensors is no usable safetensors file")
    }

    @Test func emptyWeights() async throws {
      let folder = try WorkFolder()
      try copyModel(to: folder)
      try folder.write("", to: "model/model.safetensors")
      try await expectRefusal(in: folder, exitCode: 66, saying: "model.safetensors is empty")
    }

    /// Weights of layers that are no numbers are found on opening, others by their vectors.
    @Test(
      arguments: [
        ("encoder.layer.3.attention.self.key.weight", "layer 3 has a weight that is no finite"),
        ("embeddings.LayerNorm.bias", "gives vectors that are no numbers"),
      ])
    func weightsThatAreNoNumbers(tensor: String, words: String) async throws {
      let folder = try WorkFolder()
      try copyModel(to: folder)
      try edit(folder) { weights, header in
        let entries = try JSONSerialization.jsonObject(with: weights[header]) as? [String: Any]
        let entry = entries?[tensor] as? [String: Any]
        let start = try #require((entry?["data_offsets"] as? [Int])?.first) + header.upperBound
        // Bytes of FF are a NaN in f32.
        weights.replaceSubrange(start..<start + 4, with: Data(repeating: 0xFF, count: 4))
      }
      try await expectRefusal(in: folder, exitCode: 65, saying: words)
    }

    @Test func aVocabularyOfAnotherModel() async throws {
      let folder = try WorkFolder()
      try copyModel(to: folder)
      try folder.write("a\nb\nc\n", to: "model/vocab.txt")
      try await expectRefusal(in: folder, exitCode: 65, saying: "vocab.txt")
    }

    @Test func aConfigurationThatIsNoJSON() async throws {
      let folder = try WorkFolder()
      try copyModel(to: folder)
      try folder.write("hidden_size: 384\n", to: "model/config.json")
      try await expectRefusal(in: folder, exitCode: 65, saying: "config.json")
    }

    // MARK: - Models to break

    private func copyModel(to folder: WorkFolder) throws {
      try folder.copy(PackagePaths.model, to: "model")
    }

    /// Changes the weights file, given the bytes of its header.
    private func edit(
      _ folder: WorkFolder, _ change: (inout Data, Range<Int>) throws -> Void
    ) throws {
      var weights = try folder.bytes(of: "model/model.safetensors")
      let length = weights.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      try change(&weights, 8..<8 + length)
      try folder.write(weights, to: "model/model.safetensors")
    }

    private func expectRefusal(
      in folder: WorkFolder, exitCode: Int32, saying words: String,
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      let arguments = ["classify", "--model", "model", "jd.txt"]
      try await CommandTests.expectRefusal(
        of: arguments, in: folder, exitCode: exitCode, saying: words,
        sourceLocation: sourceLocation)
      try await folder.addStore()
      try await CommandTests.expectRefusal(
        of: arguments, in: folder, exitCode: exitCode, saying: words,
        sourceLocation: sourceLocation)
    }
  }
}
