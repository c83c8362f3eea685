import Crypto
import Foundation
import SimCore

extension Catalog {
  /// SHA-256 over everything in the catalog, in hexadecimal: equal catalogs have equal ones.
  public var fingerprint: String {
    var digest = SHA256()
    func add(_ parts: String...) {
      for part in parts {
        digest.update(data: Data(part.utf8))
        digest.update(data: Data([0]))
      }
    }
    add(information.name, information.release, information.licence, information.source ?? "")
    for role in allRoles {
      add(
        role.isCandidate ? "role" : "context role", "\(role.id)", role.slug, role.displayName,
        role.archetype, role.domain)
      for alias in role.aliases { add("alias", alias) }
      for kra in role.kras { add("kra", kra) }
      for dimension in role.dimensionIDs { add("dimension", "\(dimension)") }
      if let baseline = role.baseline {
        add(
          baseline.natureOfWork.label, baseline.natureOfWork.summary,
          baseline.techStackMaturity.label, baseline.techStackMaturity.why,
          "\(baseline.aiIndex)")
      }
    }
    for skill in skills {
      add(
        "skill", "\(skill.id)", skill.slug, skill.displayName, "\(skill.categoryID ?? -1)",
        "\(skill.subCategoryID ?? -1)", skill.nature, skill.volatility, skill.typicalLifespan,
        skill.versionStrategy, "\(skill.isExtractable)", "\(skill.isAlsoCategory)",
        skill.aiKind ?? "")
      for alias in skill.aliases {
        add(
          "alias", "\(alias.id)", alias.text, alias.type, "\(alias.isPrimary)", alias.matchStrategy)
      }
      for dimension in skill.dimensionIDs { add("dimension", "\(dimension)") }
    }
    for dimension in dimensions {
      add(
        "dimension", "\(dimension.id)", dimension.slug, dimension.displayName,
        dimension.rationale, dimension.difficultyHint)
    }
    for category in categories {
      add("category", "\(category.id)", category.name)
      for part in category.subCategories { add("\(part.id)", part.name) }
    }
    return digest.finalize().map { String(format: "%02x", $0) }.joined()
  }

  /// The fingerprint of all that decides: with what reviewers said that texts are never.
  var decidingFingerprint: String {
    guard !exclusions.isEmpty else { return fingerprint }
    var digest = SHA256()
    digest.update(data: Data(fingerprint.utf8))
    let lines = exclusions.map { "\($0.kind.rawValue)\u{0}\($0.key)\u{0}\($0.targetID)\u{0}" }
    for line in lines.sorted() { digest.update(data: Data(line.utf8)) }
    return digest.finalize().map { String(format: "%02x", $0) }.joined()
  }

  /// SHA-256 over the KRAs and the roles they belong to: what an index of KRA vectors is made of.
  var kraFingerprint: String {
    var digest = SHA256()
    for role in roles {
      digest.update(data: Data("\(role.id):\(role.kras.count)\u{0}".utf8))
      for kra in role.kras { digest.update(data: Data((kra + "\u{0}").utf8)) }
    }
    return digest.finalize().map { String(format: "%02x", $0) }.joined()
  }

  /// SHA-256 over the aliases of all skills: what a compiled gazetteer is made of.
  var gazetteerFingerprint: String {
    var digest = SHA256()
    for name in CatalogLookup.skillNames(of: self) {
      digest.update(data: Data("\(name.id):\(name.isCaseSensitive):\(name.text)\u{0}".utf8))
    }
    return digest.finalize().map { String(format: "%02x", $0) }.joined()
  }
}
