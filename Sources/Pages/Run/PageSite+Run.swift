import Pipeline

/// One run: what was decided, why, and what came of it.
extension PageSite {
  func runPage(_ id: String, _ request: PageRequest) async throws -> PageResponse {
    guard let run = try store.run(id) else { throw PageError.notFound("There is no run \(id).") }
    var facts = RunFacts(
      run: run, items: try store.reviewItems(ofRun: id), calls: try store.modelCalls(ofRun: id))
    facts.catalog = try await pipeline.currentLibrary().catalog
    do {
      facts.clientOutput = try await pipeline.clientOutput(ofRun: id)
    } catch let error as any FaultError {
      // What a client gets beside the payloads; the run itself is complete without.
      facts.clientOutputFailure = error.description
    }
    let view = RunView(facts)
    let fields: Fields = [
      "header": RunHeaderView(facts).fields, "outcome": RunOutcomeView(facts).fields,
      "signals": view.signals, "text": view.text, "skills": RunSkillsView(facts).fields,
      "parsed": RunParsedView(run.extractFromJD.nanoParsed).fields,
      "enrichment": EnrichmentView(facts).fields, "raw": RunRawView(facts).fields,
      "calls": RunCallsView(facts).fields, "isRejected": run.status == .rejected,
    ]
    return page(
      run.extractFromJD.nanoParsed.role ?? "Run", .history, "run", fields, request)
  }
}

/// What the page of a run is made of.
struct RunFacts: Sendable {
  var run: StoredRun
  /// The rows of the queues that the run made.
  var items: [ReviewItem]
  var calls: [ModelCall]
  var catalog: Catalog?
  var clientOutput: ClientOutput?
  var clientOutputFailure: String?

  var decision: Decision? { run.extractFromJD.stage4Decision }
  var updates: Updates? { run.extractFromJD.stage5Updates }

  /// The row of a queue that the run made, as it is now.
  func item(_ id: Int64?, of queue: ReviewQueue) -> ReviewItem? {
    items.first { $0.id == id && $0.queue == queue }
  }

  /// The address of a row among those that the run made.
  func address(_ id: Int64, of queue: ReviewQueue) -> String {
    PageLinks.item(id, of: queue, run: run.id)
  }
}
