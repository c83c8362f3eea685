import Foundation
import SimCore

/// Writes a stored run as a bundle that can be replayed: on what the store held before the run.
public struct RunExport: Sendable {
  private let store: Store
  private let embedder: any Embedder

  /// Vectors of skill aliases go into a bundle where they come this near to a skill of the JD that
  /// no alias gives: a policy's `skill_similarity` of this or more replays exactly.
  static let aliasSimilarity = 0.5

  /// - Parameter embedder: of the model that the runs were made with; sentences are encoded anew.
  public init(store: Store, embedder: any Embedder) {
    self.store = store
    self.embedder = embedder
  }

  /// The bundle of a run, with its stored payloads as what a replay is to give.
  ///
  /// - Throws: `StoreError.unknownRun`, `ExportError.unfinished` where a step has not been called,
  ///   `ExportError.otherModel` where the run was made with other vectors.
  public func bundle(ofRun id: String) async throws -> RunBundle {
    guard let run = try store.run(id) else { throw StoreError.unknownRun(id) }
    guard run.status == .completed || run.status == .rejected else {
      throw ExportError.unfinished(run: id)
    }
    let record = run.record
    guard !record.isRoleGiven else { throw ExportError.givenRole(run: id) }
    guard record.versions.model == embedder.identifier else {
      throw ExportError.otherModel(
        run: id, its: record.versions.model, given: embedder.identifier)
    }
    var snapshot = try store.snapshot(ofVersion: record.versions.catalog)
    snapshot.centroids = try store.centroids(beforeRun: id, model: embedder.identifier)
      .sorted { $0.key < $1.key }.map {
        BundleCatalog.BundleCentroid(roleID: $0.key, count: $0.value.count, sum: $0.value.sum)
      }
    snapshot.nextIDs = try store.nextQueueIDs(beforeRun: id)
    return RunBundle(
      format: RunBundle.format, runID: id, input: RunBundle.Input(text: run.text),
      policy: record.policy,
      catalog: snapshot,
      embeddings: RunBundle.Embeddings(
        model: embedder.identifier, dimension: embedder.dimension,
        vectors: try await vectors(for: run, snapshot.catalog())),
      learned: record.learned, modelCalls: try calls(of: run),
      expected: try Self.json(run.payloads))
  }

  // MARK: - Answers

  private static func json(_ value: some Encodable) throws -> JSONValue {
    try RecordCoding.record(JSONValue.self, from: RecordCoding.text(value))
  }

  /// The answers that the run was decided by, whoever gave them.
  private func calls(of run: StoredRun) throws -> [RunBundle.ModelCall] {
    let first = run.extractFromJD
    var parsed = try Self.json(first.nanoParsed)
    if let reason = first.rejectionReason, case .object(var keys) = parsed {
      keys["rejection_reason"] = .string(reason)
      parsed = .object(keys)
    }
    var calls = [RunBundle.ModelCall(purpose: CallPurpose.parse.rawValue, response: parsed)]
    guard !first.rejected else { return calls }
    calls.append(
      RunBundle.ModelCall(
        purpose: CallPurpose.extractSkills.rawValue,
        response: .object(["final_skills": try Self.json(first.finalSkills)])))
    if let arbitration = run.record.arbitration {
      calls.append(try Self.call(arbitration))
    }
    for detail in run.extractDetails?.skillsDetail ?? [] {
      guard let meta = detail.newSkillMeta else { continue }
      calls.append(
        RunBundle.ModelCall(
          purpose: CallPurpose.deriveSkill.rawValue, skill: detail.inputSkill,
          response: try Self.json(meta.derived)))
    }
    return calls
  }

  private static func call(_ arbitration: RunRecord.Arbitration) throws -> RunBundle.ModelCall {
    let answer = arbitration.answer
    var response: [String: JSONValue] = [
      "slug": answer.slug.map(JSONValue.string) ?? .null,
      "confidence": .number(answer.confidence), "reasoning": .string(answer.reasoning),
    ]
    var purpose = CallPurpose.resolveCollision
    if arbitration.question == .domain {
      purpose = .chooseInDomain
      response["domain"] = answer.domain.map(JSONValue.string) ?? .null
      response["matched_skills"] = try json(answer.matchedSkills)
      response["matched_dimensions"] = try json(answer.matchedDimensions)
      response["matched_kras"] = try json(answer.matchedKRAs)
    }
    return RunBundle.ModelCall(
      purpose: purpose.rawValue, response: .object(response),
      isFromLanguageModel: arbitration.isFromLanguageModel)
  }

  // MARK: - Vectors

  /// The vectors that the stages read for this run, in the order of the texts, each once.
  private func vectors(
    for run: StoredRun, _ catalog: Catalog
  ) async throws -> [RunBundle.Embeddings.Vector] {
    let first = run.extractFromJD
    guard !first.rejected else { return [] }
    let own =
      run.record.sentences
      + SentenceSplitter.distinctSentences(of: JDText(run.text).cleaned)
      .prefix(UnencodedJD.textLimit)
      + [first.nanoParsed.role].compactMap { $0 }
      + first.nanoParsed.roleAliases
    let library =
      catalog.roles.flatMap { $0.kras + $0.aliases + [$0.displayName] }
      + catalog.contextRoles.map(\.displayName)
    let lookup = CatalogLookup(catalog)
    // Names that the reader found unlisted were compared with none: without a vector they are like
    // none.
    let unlisted = ExtractedSkill.unlistedNames(run.record.skills)
    let unknown = first.finalSkills.map(\.skillName).filter {
      lookup.skillTexts.match($0) == nil && !unlisted.contains($0)
    }
    let aliases =
      unknown.isEmpty
      ? [] : try await near(unknown, catalog.skills.flatMap { $0.aliases.map(\.text) })
    var seen: Set<ExactText> = []
    let texts = (own + unknown + library + aliases).filter {
      seen.insert(ExactText($0)).inserted
    }
    let matrix = try await matrix(of: texts)
    return texts.enumerated().map { row, text in
      RunBundle.Embeddings.Vector(
        text: text, vector: VectorBlob.data(Array(matrix[row])).base64EncodedString())
    }
  }

  /// The texts whose similarity with one of `queries` reaches `aliasSimilarity`.
  private func near(_ queries: [String], _ texts: [String]) async throws -> [String] {
    let asked = try await matrix(of: queries)
    let known = try await matrix(of: texts)
    return texts.indices.filter { row in
      (0..<asked.count).contains {
        Similarity.cosine(asked[$0], known[row]) >= Self.aliasSimilarity
      }
    }.map { texts[$0] }
  }

  /// The vectors of texts: the stored ones of the catalog, the others encoded.
  private func matrix(of texts: [String]) async throws -> EmbeddingMatrix {
    let stored = try store.catalogVectors(of: texts, model: embedder.identifier)
    let missing = texts.filter { stored[ExactText($0)] == nil }
    let encoded = try await embedder.embed(missing)
    var matrix = EmbeddingMatrix(dimension: embedder.dimension)
    var next = 0
    for text in texts {
      if let vector = stored[ExactText(text)] {
        matrix.append(vector)
      } else {
        matrix.append(Array(encoded[next]))
        next += 1
      }
    }
    return matrix
  }
}

/// Why a run cannot be written as a bundle.
public enum ExportError: FaultError, Equatable {
  /// The run has not been through its three steps.
  case unfinished(run: String)
  /// The run's role was given with its text: nothing was decided.
  case givenRole(run: String)
  /// The run was made with another embedding model than the one given.
  case otherModel(run: String, its: String, given: String)

  public var fault: Fault {
    switch self {
    case .unfinished, .givenRole: .badData
    case .otherModel: .usage
    }
  }

  public var description: String {
    switch self {
    case .unfinished(let run):
      "run \(run) has not been through its three steps; call them before it is exported"
    case .givenRole(let run):
      "run \(run) was given its role with its text: there is no decision to replay"
    case .otherModel(let run, let its, let given):
      "run \(run) was made with the model \(its), not with \(given); give that one with "
        + "--embedder or --model"
    }
  }
}
