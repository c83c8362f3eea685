import Pipeline

/// The payloads of every sample job description, from the real model, one process a sample.
enum SamplePayloads {
  struct Sample: Sendable {
    let name: String
    let payloads: JSONValue
  }

  /// In the order of their names, all into one store.
  static func all() async throws -> [Sample] { try await task.value }

  private static let task = Task {
    let folder = try WorkFolder()
    try await folder.addStore(of: .encoder)
    var samples: [Sample] = []
    for name in try PackagePaths.sampleNames() {
      let outcome = try await CommandLineTool.succeed(
        ["classify", "--json", PackagePaths.samples + "/" + name], in: folder)
      samples.append(Sample(name: name, payloads: try outcome.json()))
    }
    return samples
  }
}
