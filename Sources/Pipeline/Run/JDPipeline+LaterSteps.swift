/// Steps 2 and 3.
extension JDPipeline {
  /// Looks the skills of an accepted run up and stores what the library knows of them, unless that
  /// was done.
  func stepTwo(_ run: StoredRun) async throws -> StoredRun {
    let start = ContinuousClock.now
    guard run.extractDetails == nil else { return run }
    let library = try await library(ofRun: run)
    let skills = run.extractFromJD.finalSkills
    let matches = try await matcher(library).matches(
      for: skills.map(\.skillName), unlisted: ExtractedSkill.unlistedNames(run.record.skills))
    let question = SkillQuestion(
      title: run.extractFromJD.nanoParsed.role,
      responsibilityText: run.extractFromJD.nanoParsed.responsibilityText)
    var inputs: [DetailsStage.Input] = []
    for (skill, match) in zip(skills, matches) {
      let profile =
        match == nil
        ? try await arbiter.profile(ofSkill: skill.skillName, in: question) : nil
      inputs.append(DetailsStage.Input(skill: skill, match: match, profile: profile))
    }
    let decision = run.extractFromJD.stage4Decision
    let chosen = decision?.chosenRole.flatMap { library.lookup.role($0.roleID) }.map {
      RoleReference($0, rationale: decision?.reasoning)
    }
    let details = DetailsStage.payload(
      runID: run.id, inputs: inputs, chosenRole: chosen, library: library.lookup)
    return try store.commitStepTwo(
      run, details: details, aliasProposals: DetailsStage.aliasProposals(inputs),
      flags: RunContext.current?.flags ?? [], milliseconds: start.millisecondsToNow)
  }

  /// The library that the run was decided with: step 1 and step 2 of a run, and its replay, agree
  /// though a reviewer changes the library between them.
  private func library(ofRun run: StoredRun) async throws -> RoleLibrary {
    let current = try await cache.library(report)
    let version = run.record.versions.catalog
    guard version != current.version else { return current }
    return RoleLibrary(
      version: version, lookup: CatalogLookup(try store.snapshot(ofVersion: version).catalog()),
      scorer: current.scorer)
  }

  /// Saves the links of a run that step 2 was done for, and stores the result, unless that was
  /// done.
  func stepThree(_ run: StoredRun) throws -> StoredRun {
    let start = ContinuousClock.now
    guard run.finalRoleOutput == nil else { return run }
    let costs = policy.costsInPayload ? try store.costs(ofRun: run.id) ?? RunCosts() : nil
    return try store.commitStepThree(run, milliseconds: { start.millisecondsToNow }) {
      details, skillLinks, roleLinks in
      var output = PersistStage.payload(
        runID: run.id, details: details, createdSkillDimensions: skillLinks,
        createdRoleDimensions: roleLinks)
      if let costs { output.show(costs) }
      return output
    }
  }

  /// A run that is there and was not rejected.
  func acceptedRun(_ id: String) throws -> StoredRun {
    guard let run = try store.run(id) else { throw StoreError.unknownRun(id) }
    guard run.status != .rejected else {
      throw StoreError.rejectedRun(id, reason: run.extractFromJD.rejectionReason ?? "no JD")
    }
    return run
  }

  /// A payload that a run of its status has.
  func payload<Payload>(_ payload: Payload?, of run: StoredRun) throws -> Payload {
    guard let payload else {
      throw StoreError.damaged(
        path: store.path, reason: "run \(run.id) is \(run.status.rawValue) and lacks a payload")
    }
    return payload
  }
}
