import Pipeline

/// What was learned from a run, what waits for people, and what of the library it touched.
struct RunOutcomeView {
  var fields: Fields?

  init(_ facts: RunFacts) {
    guard let updates = facts.updates else { return }
    let artefacts = Self.artefacts(updates, facts)
    fields = [
      "chips": Self.chips(updates, facts), "queued": Self.queued(updates, facts),
      "fragment": updates.newKRAAttached.map { Self.fragment($0, facts) },
      "artefacts": artefacts, "hasArtefacts": !artefacts.isEmpty,
    ]
  }

  private static func chips(_ updates: Updates, _ facts: RunFacts) -> [Fields] {
    func chip(_ name: String, _ value: String?, _ address: String? = nil) -> Fields {
      ["name": name, "value": value ?? "no", "address": address, "isOn": value != nil]
    }
    let skills = updates.newSkillsAttached
    return [
      chip(
        "Centroid",
        updates.centroidUpdated
          ? "updated · n = \(updates.centroidCountAfter.map(String.init) ?? "?")" : nil,
        facts.decision?.chosenRole.map { PageLinks.role($0.slug) }),
      chip(
        "Alias collision log", updates.collisionLogID.map { "#\($0)" },
        updates.collisionLogID.map { facts.address($0, of: .collisions) }),
      chip(
        "New-role queue", updates.queueEntryID.map { "#\($0)" },
        updates.queueEntryID.map { facts.address($0, of: .roles) }),
      chip(
        "New skills captured", skills.isEmpty ? nil : "\(skills.count)",
        skills.first.map { facts.address($0.queueID, of: .skills) }),
      chip(
        "New KRA captured", updates.newKRAAttached.map { _ in "yes" },
        updates.newKRAAttached.map { facts.address($0.queueID, of: .kras) }),
    ]
  }

  /// Every row that the run put into a queue, with its status of now.
  private static func queued(_ updates: Updates, _ facts: RunFacts) -> [Fields] {
    facts.items.map { item in
      [
        "queue": item.queue.title, "subject": PageFormat.preview(item.subject, 160),
        "detail": item.detail, "target": item.target,
        "status": item.status.words, "isOpen": item.status.isOpen,
        "address": facts.address(item.id, of: item.queue), "id": "\(item.id)",
      ]
    }
  }

  private static func fragment(_ kra: AttachedKRA, _ facts: RunFacts) -> Fields {
    [
      "preview": kra.responsibilityPreview, "role": kra.roleDisplayName,
      "similarity": PageFormat.similarity(kra.bestKRASimilarity),
      "status": facts.item(kra.queueID, of: .kras)?.status.words ?? kra.status,
      "address": facts.address(kra.queueID, of: .kras),
    ]
  }

  private static func artefacts(_ updates: Updates, _ facts: RunFacts) -> [Fields] {
    func artefact(_ kind: String, _ detail: String, _ note: String, _ id: Int64?) -> Fields {
      ["kind": kind, "detail": detail, "note": note, "id": id.map { "\($0)" }]
    }
    var found: [Fields] = []
    for detail in facts.run.extractDetails?.skillsDetail ?? [] {
      guard let profile = detail.newSkillMeta?.derived else { continue }
      found.append(
        artefact(
          "canonical_skill_proposed", detail.inputSkill,
          "type=\(profile.category) subtype=\(profile.subCategory) nature=\(profile.skillNature) "
            + "lifespan=\(profile.typicalLifespan)",
          updates.newSkillsAttached.first { $0.skillName == detail.inputSkill }?.queueID))
    }
    for item in facts.items where item.queue == .aliases {
      found.append(
        artefact("skill_alias_proposed", item.subject, "of \(item.target ?? "?")", item.id))
    }
    if let kra = updates.newKRAAttached {
      found.append(
        artefact(
          "kra_proposed", PageFormat.preview(kra.responsibilityPreview, 80), "for \(kra.roleSlug)",
          kra.queueID))
    }
    if let id = updates.queueEntryID {
      found.append(
        artefact(
          "role_proposed", facts.decision?.newRoleDisplayName ?? "",
          facts.decision?.newRoleSlug ?? "",
          id))
    }
    if let id = updates.collisionLogID {
      let item = facts.item(id, of: .collisions)
      found.append(artefact("alias_collision", item?.subject ?? "", item?.detail ?? "", id))
    }
    return found
  }
}

extension ReviewQueue {
  /// The queue's name for people.
  var title: String {
    switch self {
    case .skills: "Skills"
    case .kras: "KRAs"
    case .roles: "New roles"
    case .collisions: "Collisions"
    case .aliases: "Skill aliases"
    case .flips: "Changes of role"
    }
  }
}

extension ReviewItem.Status {
  /// The status for people.
  var words: String { self == .sentBack ? "sent back" : rawValue }
}
