import Pipeline
import SimCore

/// The roles of the library.
extension PageSite {
  private static let similarRoles = 8
  private static let recentRuns = 5

  func roleListPage(_ request: PageRequest) async throws -> PageResponse {
    let catalog = try await pipeline.currentLibrary().catalog
    let counts = try await roleMap().decidedCounts
    let search = request.value("search")
    var domains: [String] = []
    for role in catalog.allRoles where !domains.contains(role.domain) {
      domains.append(role.domain)
    }
    let domain = request.value("domain").flatMap { domains.contains($0) ? $0 : nil }
    let key = search.map { TextKey($0).text }
    let shown = catalog.allRoles.filter { role in
      guard domain == nil || role.domain == domain else { return false }
      guard let key else { return true }
      let texts = [role.displayName, role.slug, role.archetype] + role.aliases + role.kras
      // By bytes: a search by characters prepares what it looks for anew in every text.
      return texts.contains { TextKey($0).text.firstRange(ofExactly: key) != nil }
    }
    let groups = domains.compactMap { name -> Fields? in
      let own = shown.filter { $0.domain == name }.sorted { $0.displayName < $1.displayName }
      return own.isEmpty
        ? nil : ["name": name, "rows": own.map { Self.line($0, counts[$0.id] ?? 0) }]
    }
    let fields: Fields = [
      "groups": groups, "count": PageFormat.count(shown.count, "role"), "search": search,
      "isFiltered": search != nil || domain != nil,
      "domains": Self.options(domains.sorted().map { ($0, $0) }, chosen: domain),
    ]
    return page("Roles", .roles, "role_list", fields, request)
  }

  private static func line(_ role: Role, _ decided: Int) -> Fields {
    [
      "name": role.displayName, "address": PageLinks.role(role.slug), "slug": role.slug,
      "archetype": PageFormat.preview(role.archetype, 160), "isContext": !role.isCandidate,
      "facts": "\(PageFormat.count(role.kras.count, "KRA")) · "
        + "\(PageFormat.count(role.aliases.count, "alias", "aliases")) · n = \(decided)",
    ]
  }

  func rolePage(_ slug: String, _ request: PageRequest) async throws -> PageResponse {
    let catalog = try await pipeline.currentLibrary().catalog
    if let role = catalog.allRoles.first(where: { $0.slug == slug }) {
      return try await page(of: role, catalog, request)
    }
    // The pages of runs lead to roles as they were when the run was decided.
    guard let former = try store.decidedRole(slug: slug) else {
      throw PageError.notFound("The library has no role \(slug).")
    }
    if let role = catalog.allRoles.first(where: { $0.id == former.id }) {
      return try await page(of: role, catalog, request)
    }
    let fields: Fields = ["name": former.displayName, "slug": slug, "id": "\(former.id)"]
    return page(
      former.displayName, .roles, "former_role", fields.merging(try runs(ofRole: slug)), request)
  }

  private func page(
    of role: Role, _ catalog: Catalog, _ request: PageRequest
  ) async throws -> PageResponse {
    let map = try await roleMap()
    let names = Dictionary(
      catalog.allRoles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let place = map.places.first { $0.roleID == role.id }
    let fields: Fields = [
      "name": role.displayName, "slug": role.slug, "id": "\(role.id)", "domain": role.domain,
      "archetype": role.archetype, "isContext": !role.isCandidate,
      "aliases": role.aliases, "kras": role.kras,
      "dimensions": Self.dimensions(role, catalog),
      "centroid": "\(map.decidedCounts[role.id] ?? 0)",
      "basis": place.map {
        $0.basis == .centroid
          ? "by the job descriptions decided for it" : "by its KRAs: nothing was decided for it yet"
      },
      "similar": map.nearest(to: role.id, limit: Self.similarRoles).compactMap { near in
        names[near.roleID].map {
          [
            "name": $0.displayName, "address": PageLinks.role($0.slug), "domain": $0.domain,
            "similarity": PageFormat.similarity(near.similarity),
            "percent": PageFormat.percent(near.similarity),
          ] as Fields
        }
      },
      "baseline": role.baseline.map { baseline in
        [
          "nature": baseline.natureOfWork.label, "summary": baseline.natureOfWork.summary,
          "stack": baseline.techStackMaturity.label, "why": baseline.techStackMaturity.why,
          "ai": "\(baseline.aiIndex.decimals(2)) / 5",
        ] as Fields
      },
    ]
    return page(
      role.displayName, .roles, "role", fields.merging(try runs(ofRole: role.slug)), request)
  }

  /// The latest runs of a role, and where all are listed.
  private func runs(ofRole slug: String) throws -> Fields {
    let history = try store.history(RunFilter(roleSlug: slug), limit: Self.recentRuns)
    return [
      "runs": history.runs.map { run in
        [
          "address": PageLinks.run(run.runID), "title": run.title ?? "Untitled",
          "created": PageFormat.time(run.createdAt),
        ] as Fields
      },
      "allRuns": history.runs.isEmpty
        ? nil : PageLinks.address(PageLinks.history, [("role", slug)]),
    ]
  }

  private static func dimensions(_ role: Role, _ catalog: Catalog) -> [Fields] {
    role.dimensionIDs.compactMap { id in
      catalog.dimensions.first { $0.id == id }.map { dimension in
        let skills = catalog.skills.filter { $0.dimensionIDs.contains(id) }
        return [
          "name": dimension.displayName, "slug": dimension.slug, "rationale": dimension.rationale,
          "skills": skills.map(\.displayName),
          "count": PageFormat.count(skills.count, "skill"),
        ]
      }
    }
  }
}
