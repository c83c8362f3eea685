import Pipeline

/// The rows and controls of a queue's page.
struct QueueView {
  private let query: QueueQuery
  private let catalog: Catalog
  private let mayReview: Bool
  private let suggestedSkills: Int

  init(_ query: QueueQuery, _ catalog: Catalog, mayReview: Bool, suggestedSkills: Int) {
    self.query = query
    self.catalog = catalog
    self.mayReview = mayReview
    self.suggestedSkills = suggestedSkills
  }

  private var queue: ReviewQueue { query.queue }
  private var namesSkills: Bool { queue == .skills || queue == .aliases }

  var tabs: [Fields] {
    ReviewQueue.allCases.map {
      ["title": $0.title, "address": PageLinks.queue($0), "isCurrent": $0 == queue]
    }
  }

  var statuses: [Fields] {
    PageSite.options(
      ReviewItem.Status.allCases.map { ($0.rawValue, $0.words) } + [(QueueQuery.anyStatus, "any")],
      chosen: query.filter.status?.rawValue ?? QueueQuery.anyStatus)
  }

  /// What rows can be merged into, as suggestions.
  var targets: [Fields] {
    if namesSkills {
      guard catalog.skills.count <= suggestedSkills else { return [] }
      return catalog.skills.map { ["value": $0.slug, "text": $0.displayName] }
    }
    return catalog.allRoles.map { ["value": $0.slug, "text": $0.displayName] }
  }

  var toolbar: Fields? {
    guard mayReview else { return nil }
    return [
      "hidden": query.hidden, "address": PageLinks.queue(queue),
      "targetName": namesSkills ? "Skill to merge into" : "Role to merge into",
      "canExclude": canExclude, "canPage": queue != .roles,
    ]
  }

  /// Whether a rejection can be one for all later runs.
  private var canExclude: Bool { [.aliases, .collisions, .skills].contains(queue) }

  /// What was just done, what went wrong, and what can be taken back.
  func notice(_ found: QueueRows, failure: String?, mayUndo: Bool) -> Fields {
    var fields: Fields = [:]
    if let failure {
      fields["text"] = failure
      fields["tone"] = "is-bad"
    } else if let first = found.entries.first {
      let count = PageFormat.count(found.entries.count, "row")
      fields["text"] =
        found.isUndone
        ? "Taken back: \(first.action), \(count)."
        : "Done: \(first.action), \(count): \(PageFormat.preview(first.subject ?? "", 60))"
      fields["tone"] = found.isUndone ? "" : "is-good"
    }
    if mayUndo, let batch = found.undoable {
      fields["undo"] =
        [
          "batch": "\(batch)", "hidden": query.hidden, "address": PageLinks.queue(queue),
          "label": batch == found.entries.last?.batch
            ? "Undo" : "Undo your last decision (batch \(batch))",
        ] as Fields
    }
    return fields
  }

  func row(_ item: ReviewItem) -> Fields {
    let isLong = item.subject.count > Self.previewLength
    return [
      "id": "\(item.id)", "status": item.status.rawValue, "words": item.status.words,
      "isDecided": !item.status.isOpen, "isSentBack": item.status == .sentBack,
      "subject": Self.subject(item),
      "whole": isLong ? item.subject : nil, "detail": item.detail, "target": item.target,
      "targetAddress": namesSkills && queue == .aliases ? nil : item.target.map(PageLinks.role),
      "run": PageLinks.run(item.runID), "created": PageFormat.time(item.createdAt),
      "controls": mayReview && item.status.isOpen ? controls(item) : nil,
    ]
  }

  private static let previewLength = 240
  private static let nearestRoles = 5

  private static func subject(_ item: ReviewItem) -> String {
    item.subject.isEmpty ? "(no title)" : PageFormat.preview(item.subject, previewLength)
  }

  private func controls(_ item: ReviewItem) -> Fields {
    let candidates =
      queue == .collisions ? item.detail.split(separator: ",").map { $0.filter { $0 != " " } } : []
    return [
      "id": "\(item.id)",
      "subject": Self.subject(item),
      "approve": queue == .collisions ? "Keep ambiguous" : queue == .roles ? "Create" : "Approve",
      "candidates": candidates.map { ["slug": $0, "id": "\(item.id)"] as Fields },
      "canExclude": canExclude && (queue == .skills || item.target != nil),
      "edit": edit(item),
    ]
  }

  /// The form to approve a row with changes; nil where there is nothing to change.
  private func edit(_ item: ReviewItem) -> Fields? {
    let common: Fields = [
      "id": "\(item.id)", "address": PageLinks.queue(queue), "hidden": query.hidden,
    ]
    switch queue {
    case .skills:
      return common.merging(["name": item.subject, "hasDimensions": true])
    case .kras:
      return common.merging([
        "kras": "", "krasHint": "One a line; empty: drafts of the text above.",
      ])
    case .roles, .collisions, .aliases, .flips: return nil
    }
  }

  // MARK: - Groups

  /// A group of new-role proposals with the roles that they may be after all.
  func group(_ group: ProposalGroup) -> Fields {
    let open = group.proposals.filter(\.item.status.isOpen)
    let ids = open.map { "\($0.item.id)" }.joined(separator: ",")
    let first = group.proposals[0]
    return [
      "title": first.role.displayName, "id": "\(first.item.id)",
      "count": PageFormat.count(group.proposals.count, "proposal"),
      "rows": group.proposals.map { proposal in
        row(proposal.item).merging([
          "proposal": self.proposal(
            proposal, others: open.map(\.item.id).filter { $0 != proposal.item.id })
        ])
      },
      "nearest": group.nearestRoles.prefix(Self.nearestRoles).enumerated().map { rank, role in
        nearest(role, ids: ids, isFirst: rank == 0)
      },
      "canReject": mayReview && open.count > 1 ? ids : nil,
    ]
  }

  private func nearest(
    _ role: RoleProposal.NearestRole, ids: String, isFirst: Bool
  ) -> Fields {
    let isThere = catalog.allRoles.contains { $0.slug == role.slug }
    return [
      "name": role.displayName, "slug": role.slug, "address": PageLinks.role(role.slug),
      "domain": role.domain,
      "evidence": [
        ("KRA", role.kraScore), ("title", role.titleSimilarity),
        ("centroid", role.centroidSimilarity), ("skill", role.skillScore),
      ].compactMap { name, value in value.map { "\(name) \($0.decimals(2))" } }
        .joined(separator: " · "),
      "ids": mayReview && isThere && !ids.isEmpty ? ids : nil, "isFirst": isFirst,
    ]
  }

  private func proposal(_ proposal: QueuedProposal, others: [Int64]) -> Fields {
    let role = proposal.role
    return [
      "id": "\(proposal.item.id)", "address": PageLinks.queue(queue), "hidden": query.hidden,
      "name": role.displayName, "domain": role.domain, "kras": role.kras.joined(separator: "\n"),
      "duties": role.kras, "skills": role.skills.map(\.skillName),
      "dimensions": role.dimensions.map(\.slug).joined(separator: ", "),
      "others": others.isEmpty ? nil : others.map { "\($0)" }.joined(separator: ","),
      "otherCount": PageFormat.count(others.count, "other title"),
      "isOpen": mayReview && proposal.item.status.isOpen,
    ]
  }
}
