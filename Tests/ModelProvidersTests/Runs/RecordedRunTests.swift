import Foundation
import SimCore
import TestSupport
import Testing

@testable import ModelProviders
@testable import Pipeline

/// Recorded runs through a server that gives the recorded answers and vectors.
@Suite struct RecordedRunTests {
  @Test(
    .enabled(if: !RecordedRuns.paths.isEmpty, "absent ../shared: no recorded runs"),
    arguments: RecordedRuns.paths)
  func aServerGivesTheSamePayloadsAsTheRecordedProvider(path: String) async throws {
    let bundle = try Replay.bundle(at: path)
    let answers = RecordedServer(bundle)
    let server = try await StubServer { request, _ in answers.reply(to: request) }
    let client = try TestSetup.client(server.baseURL)
    let embedder = try await OpenAICompatibleEmbedder(probing: client)
    let store = try Store.inMemory()
    try store.seed(bundle.catalog, embedder: embedder)
    let pipeline = JDPipeline(
      store: store, embedder: embedder, reader: OpenAICompatibleReader(client),
      arbiter: OpenAICompatibleArbiter(client), policy: bundle.policy)
    let run = try await pipeline.classify(bundle.input.text, runID: bundle.runID)
    #expect(!run.record.flags.contains { $0.contains("was answered by") }, "\(run.record.flags)")
    let recorded = try await Replay.payloads(of: bundle)
    func json(_ payloads: Payloads) throws -> JSONValue {
      try RecordCoding.record(JSONValue.self, from: RecordCoding.text(payloads))
    }
    #expect(
      JSONDifference.between(expected: try json(recorded), computed: try json(run.payloads)) == [])
    #expect(try store.modelCalls(ofRun: bundle.runID).contains { $0.purpose == "embed" })
  }
}

/// Answers by purpose and vectors by text, as a bundle has them.
private struct RecordedServer: Sendable {
  private let calls: [RunBundle.ModelCall]
  private let vectors: [ExactText: [Float]]
  private let dimension: Int

  init(_ bundle: RunBundle) {
    calls = bundle.modelCalls
    var vectors: [ExactText: [Float]] = [:]
    for entry in bundle.embeddings.vectors {
      vectors[ExactText(entry.text)] = Data(base64Encoded: entry.vector).map(VectorBlob.floats)
    }
    self.vectors = vectors
    dimension = vectors.values.first?.count ?? 1
  }

  func reply(to request: StubServer.Request) -> StubServer.Reply {
    if request.path.hasSuffix("/embeddings") { return embeddings(request) }
    let call = calls.first { call in
      call.purpose == request.purpose
        && (call.skill.map { request.messages[1].contains("\n\($0)\nSKILL ") } ?? true)
    }
    return call.map { .chat($0.response) } ?? .status(400)
  }

  private func embeddings(_ request: StubServer.Request) -> StubServer.Reply {
    let zero = [Float](repeating: 0, count: dimension)
    let entries = (request.body["input"]?.items ?? []).enumerated().map {
      index, text -> JSONValue in
      let vector = text.string.flatMap { vectors[ExactText($0)] } ?? zero
      return [
        "index": .number(Double(index)), "embedding": .array(vector.map { .number(Double($0)) }),
      ]
    }
    return .json(["data": .array(entries)])
  }
}
