import SimCore

extension JDPipeline {
  /// Forgets runs, as `Store.forget` does, on the pipeline's own threads. Runs that come later see
  /// nothing of what they taught.
  ///
  /// - Throws: as `Store.forget`.
  public func forget(_ runIDs: [String]) async throws {
    try await executor.run { [store] in try store.forget(runIDs) }
  }

  /// What vectors were made of for a run, each text once: the sentences of its duties and of its
  /// text, its titles, its skills. A cache of vectors by text drops these when the run is
  /// forgotten.
  static func encodedTexts(of run: StoredRun) -> [String] {
    let parsed = run.extractFromJD.nanoParsed
    var seen: Set<ExactText> = []
    let all =
      run.record.sentences
      + SentenceSplitter.distinctSentences(of: JDText(run.text).cleaned).prefix(
        UnencodedJD.textLimit)
      + [parsed.role].compactMap { $0 } + parsed.roleAliases
      + run.extractFromJD.finalSkills.map(\.skillName)
    return all.filter { seen.insert(ExactText($0)).inserted }
  }
}
