import Pipeline

/// What the reader found in the JD.
struct RunParsedView {
  var fields: Fields

  init(_ parsed: ParsedJD) {
    let places = parsed.jobLocations.map { place in
      [place.city, place.state, place.country, place.workMode].compactMap { $0 }
        .joined(separator: ", ")
    }.filter { !$0.isEmpty }
    let industries = [parsed.domain.primary, parsed.domain.secondary].compactMap { $0?.domain }
    let education = parsed.education.compactMap { entry in
      (entry.raw ?? entry.qualification).map { text in
        entry.requirement.map { "\(text) (\($0))" } ?? text
      }
    }
    let certifications = parsed.certifications.map { value in
      if case .string(let text) = value { text } else { PageFormat.json(value) }
    }
    let values: [(String, [String])] = [
      ("Role", [parsed.role].compactMap { $0 }), ("Also called", parsed.roleAliases),
      ("Experience", [Self.experience(parsed.experience)].compactMap { $0 }),
      ("Domain", industries), ("Location", places), ("JD type", [parsed.jdType]),
      ("Company", [parsed.companyName].compactMap { $0 }),
      ("Archetype", [parsed.roleArchetype].compactMap { $0 }), ("Education", education),
      ("Certifications", certifications),
      ("Pay", [parsed.ctc.map(PageFormat.json)].compactMap { $0 }),
    ]
    fields = [
      "values": values.map { name, lines in
        ["name": name, "lines": lines.isEmpty ? ["–"] : lines] as Fields
      },
      "json": PageFormat.json(parsed),
    ]
  }

  private static func experience(_ experience: Experience) -> String? {
    if let raw = experience.raw { return raw }
    let bounds = [experience.min, experience.max].compactMap { $0 }
    return bounds.isEmpty
      ? nil : bounds.map { $0.decimals(0) }.joined(separator: "–") + " years"
  }
}

/// The payloads and the run record as they are stored.
struct RunRawView {
  var fields: Fields

  init(_ facts: RunFacts) {
    let run = facts.run
    var entries: [(id: String, title: String, json: String)] = [
      ("extract-from-jd", "Step 1: extract-from-jd", PageFormat.json(run.extractFromJD))
    ]
    if let details = run.extractDetails {
      entries.append(("extract-details", "Step 2: extract-details", PageFormat.json(details)))
    }
    if let output = run.finalRoleOutput {
      entries.append(("final-role-output", "Step 3: final-role-output", PageFormat.json(output)))
    }
    if let output = facts.clientOutput {
      entries.append(("client-output", "Client output", PageFormat.json(output)))
    }
    entries.append(("run-record", "Run record", PageFormat.json(run.record)))
    let versions = run.record.versions
    fields = [
      "payloads": entries.map {
        ["id": "raw-\($0.id)", "title": $0.title, "json": $0.json] as Fields
      },
      "versions": [
        ("Engine", versions.engine), ("Model", versions.model),
        ("Catalog version", "\(versions.catalog)"), ("Policy", versions.policy),
        ("Reader", versions.reader), ("Arbiter", versions.arbiter),
      ].map { ["name": $0.0, "value": $0.1] as Fields },
    ]
  }
}

/// The model calls of a run.
struct RunCallsView {
  var fields: Fields

  init(_ facts: RunFacts) {
    fields = [
      "rows": facts.calls.enumerated().map { index, call in
        Self.call(call).merging(["number": "\(index + 1)"])
      },
      "count": PageFormat.count(facts.calls.count, "call"),
    ]
  }

  private static func call(_ call: ModelCall) -> Fields {
    [
      "id": "\(call.id)", "purpose": call.purpose, "model": call.model, "provider": call.provider,
      "step": call.step, "state": call.state.rawValue, "isFailed": call.state == .failed,
      "isCacheHit": call.isCacheHit, "attempts": "\(call.attemptCount)",
      "latency": PageFormat.milliseconds(call.latencyMilliseconds),
      "cost": PageFormat.dollars(call.costUSD) ?? "unknown",
      "tokens": [
        ("prompt", call.tokens.prompt), ("cached prompt", call.tokens.cachedPrompt),
        ("completion", call.tokens.completion), ("reasoning", call.tokens.reasoning),
      ].map { ["name": $0.0, "count": "\($0.1)"] as Fields },
      "total": "\(call.tokens.total)", "promptHash": call.promptHash,
      "prompt": call.prompt, "response": call.response, "error": call.error,
      "started": PageFormat.time(call.startedAt),
    ]
  }
}

/// The enrichment that clients get, with the source of each part.
struct EnrichmentView {
  var fields: Fields?

  init(_ facts: RunFacts) {
    if let failure = facts.clientOutputFailure {
      fields = ["failure": failure]
      return
    }
    guard let output = facts.clientOutput else { return }
    let index = output.aiIndex
    let parts: [(String, Bool)] = [
      ("Title match", index.parts.titleMatch), ("Has AI skill", index.parts.hasAISkill),
      ("AI skill (primary)", index.parts.primaryAISkill),
      ("AI skill (secondary)", index.parts.secondaryAISkill),
      ("On an AI team", index.parts.onAITeam), ("Builds AI products", index.parts.buildsAIProducts),
    ]
    let vocabulary: [(String, [String])] = [
      ("Assistants ×1", index.vocabulary.assistants),
      ("Frameworks ×2", index.vocabulary.frameworks),
      ("Models and concepts ×3", index.vocabulary.modelsAndConcepts),
    ]
    let groupCount = output.skillClusters.count
    fields = [
      "output": [
        "isSparse": output.isSparse, "provider": output.provider,
        "natureLabel": output.natureOfWork.label, "natureSummary": output.natureOfWork.summary,
        "natureQuote": output.natureOfWork.quote, "natureSource": output.natureOfWork.source.words,
        "stackLabel": output.techStackMaturity.label, "stackWhy": output.techStackMaturity.why,
        "stackSource": output.techStackMaturity.source.words,
        "aiValue": "\(index.value.decimals(2)) / 5",
        "aiPercent": PageFormat.percent(index.value / 5),
        "aiVersion": index.version, "aiSource": index.source.words,
        "parts": parts.map { ["name": $0.0, "isOn": $0.1] as Fields },
        "vocabulary": vocabulary.map {
          ["name": $0.0, "words": $0.1.isEmpty ? "none" : $0.1.joined(separator: ", ")] as Fields
        },
        "vocabularyScore": "\(index.vocabulary.score)", "evidence": output.evidence,
        "evidenceCount": "\(output.evidence.count)",
        "clusters": output.skillClusters.map { cluster in
          [
            "name": cluster.name,
            "skills": cluster.skills.map {
              [
                "name": $0.name, "isPrimary": $0.isPrimary, "isUnknown": !$0.isInLibrary,
              ] as Fields
            },
          ] as Fields
        },
        "clusterCount": PageFormat.count(groupCount, "group"),
        "kraDescription": output.kraDescription,
        "kraSource": output.kraDescriptionSource.words,
      ] as Fields
    ]
  }
}

extension ClientOutput.Source {
  /// The source for people.
  var words: String { self == .jd ? "from the JD" : "from the role’s baseline" }
}
