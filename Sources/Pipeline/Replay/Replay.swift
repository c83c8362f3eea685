import Foundation

/// Runs a recorded bundle through the stages.
public enum Replay {
  /// The bundle in a file, or in standard input for `-`.
  ///
  /// - Throws: `InputError.missing`, `.unreadable`; `BundleError.malformed`, `.unsupportedFormat`;
  ///   `PolicyError` for its policy.
  public static func bundle(at path: String) throws -> RunBundle {
    let handle = try JDFile.handle(of: path)
    let data: Data
    do {
      data = try handle.readToEnd() ?? Data()
    } catch {
      throw InputError.unreadable(path: path, reason: "the read failed")
    }
    do {
      let bundle = try JSONDecoder().decode(RunBundle.self, from: data)
      guard bundle.format == RunBundle.format else {
        throw BundleError.unsupportedFormat(path: path, found: bundle.format)
      }
      return bundle
    } catch let error as DecodingError {
      throw BundleError.malformed(path: path, reason: JSONFault.line(for: error))
    }
  }

  /// What a replay puts in the place of what was recorded.
  public struct Changes: Sendable {
    /// Nil keeps the bundle's policy.
    public var policy: Policy?
    /// Nil keeps the bundle's vectors.
    public var embedder: (any Embedder)?

    /// Changes as given; without arguments none.
    public init(policy: Policy? = nil, embedder: (any Embedder)? = nil) {
      self.policy = policy
      self.embedder = embedder
    }

    var areNone: Bool { policy == nil && embedder == nil }
  }

  /// The payloads that the stages compute from a bundle, in a store that ends with the call.
  ///
  /// `expected` is not read. With changes, the default arbiter answers what was not recorded.
  ///
  /// - Throws: `BundleError` where the bundle lacks what the stages ask for or contradicts itself;
  ///   `InputError` where its text is refused.
  public static func payloads(
    of bundle: RunBundle, with changes: Changes = Changes()
  ) async throws -> Payloads {
    let pipeline = try pipeline(of: bundle, in: Store.inMemory(), with: changes)
    return try await pipeline.classify(bundle.input.text, runID: bundle.runID).payloads
  }

  /// A pipeline that has of the world what a bundle recorded.
  ///
  /// - Parameter store: an empty store, which gets the bundle's catalog and centroids.
  package static func pipeline(
    of bundle: RunBundle, in store: Store, with changes: Changes = Changes()
  ) throws -> JDPipeline {
    let embedder = try changes.embedder ?? RecordedEmbedder(bundle.embeddings)
    try store.seed(
      bundle.catalog, embedder: embedder,
      isOfModel: embedder.identifier == bundle.embeddings.model)
    let answers = RecordedAnswers(calls: bundle.modelCalls)
    return JDPipeline(
      store: store, embedder: embedder,
      reader: RecordedReader(answers: answers),
      arbiter: RecordedArbiter(
        answers: answers, fallback: changes.areNone ? nil : EvidenceArbiter()),
      policy: changes.policy ?? bundle.policy, learnedSource: .recorded(bundle.learned))
  }

  /// Where the computed payloads differ from those the bundle expects.
  ///
  /// - Returns: none where all is equal, as `JSONDifference.between` compares.
  /// - Throws: as `payloads(of:with:)`.
  public static func differences(
    in bundle: RunBundle, with changes: Changes = Changes()
  ) async throws -> [JSONDifference] {
    let computed = try RecordCoding.record(
      JSONValue.self, from: RecordCoding.text(try await payloads(of: bundle, with: changes)))
    return JSONDifference.between(expected: bundle.expected ?? .null, computed: computed)
  }
}
