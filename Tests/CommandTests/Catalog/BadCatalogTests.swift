import Foundation
import Testing

extension CommandSuite {
  /// Catalogs that break a rule: refused whichever command reads them.
  @Suite struct BadCatalogTests {
    static let roles = "roles/mobile-development.json"
    static let skills = "skills/mobile-development.json"

    @Test func aDuplicateRoleID() async throws {
      try await expectRefusal(saying: "two role entries with id 74") { folder in
        try folder.editRoles { $0[0]["id"] = 74 }
      }
    }

    @Test func aDuplicateRoleSlug() async throws {
      try await expectRefusal(saying: "two role entries with slug flutter-developer") { folder in
        try folder.editRoles { $0[0]["slug"] = "flutter-developer" }
      }
    }

    @Test func aDuplicateSkillID() async throws {
      try await expectRefusal(saying: "two skill entries with id") { folder in
        try folder.editSkills { $0[0]["id"] = $0[1]["id"] }
      }
    }

    @Test func aDuplicateSkillSlug() async throws {
      try await expectRefusal(saying: "two skill entries with slug") { folder in
        try folder.editSkills { $0[0]["slug"] = $0[1]["slug"] }
      }
    }

    @Test func anUnknownDimensionOfARole() async throws {
      try await expectRefusal(saying: "the dimension no-such-dimension") { folder in
        try folder.editRoles { $0[0]["dimensions"] = ["no-such-dimension"] }
      }
    }

    @Test func anUnknownDimensionOfASkill() async throws {
      try await expectRefusal(saying: "the dimension no-such-dimension") { folder in
        try folder.editSkills { $0[0]["dimensions"] = ["no-such-dimension"] }
      }
    }

    @Test func malformedJSON() async throws {
      try await expectRefusal(saying: Self.roles) { folder in
        let path = "catalog/" + Self.roles
        try folder.write(folder.bytes(of: path).dropLast(40), to: path)
      }
    }

    @Test func aRoleWithoutASlug() async throws {
      try await expectRefusal(saying: #"lacks "slug""#) { folder in
        try folder.editRoles { $0[0]["slug"] = nil }
      }
    }

    @Test func anotherFormat() async throws {
      try await expectRefusal(saying: "rolewise-catalog/1") { folder in
        try folder.edit("catalog.json") { (manifest: inout [String: Any]) in
          manifest["format"] = "rolewise-catalog/99"
        }
      }
    }

    @Test(arguments: ["catalog.json", "dimensions.json"])
    func aMissingFile(name: String) async throws {
      try await expectRefusal(exitCode: 66, saying: name) { folder in
        try FileManager.default.removeItem(atPath: folder.file("catalog/" + name))
      }
    }

    @Test func aMissingFolder() async throws {
      try await expectRefusal(exitCode: 66, saying: "there is no catalog at") { folder in
        try FileManager.default.removeItem(atPath: folder.file("catalog"))
      }
    }

    @Test func aFileForAFolder() async throws {
      try await expectRefusal(saying: "a catalog is a folder") { folder in
        try FileManager.default.removeItem(atPath: folder.file("catalog"))
        try folder.write("{}", to: "catalog")
      }
    }

    /// Breaks a copy of the catalog and lets every command read it, with and without a store.
    private func expectRefusal(
      exitCode: Int32 = 65, saying words: String,
      sourceLocation: SourceLocation = #_sourceLocation,
      breaking: (WorkFolder) throws -> Void
    ) async throws {
      let folder = try WorkFolder()
      try folder.copy(PackagePaths.catalog, to: "catalog")
      try breaking(folder)
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      let classify = ["classify", "--embedder", "hashing", "--catalog", "catalog", "jd.txt"]
      for arguments in [
        ["catalog", "import", "catalog"], ["catalog", "stats", "catalog"],
        ["catalog", "verify", "catalog"], classify,
      ] {
        try await CommandTests.expectRefusal(
          of: arguments, in: folder, exitCode: exitCode, saying: words,
          sourceLocation: sourceLocation)
      }
      try await folder.addStore()
      for arguments in [["catalog", "import", "catalog"], classify] {
        try await CommandTests.expectRefusal(
          of: arguments, in: folder, exitCode: exitCode, saying: words,
          sourceLocation: sourceLocation)
      }
    }
  }
}

extension WorkFolder {
  /// Edits a JSON file of the folder's copy of the catalog.
  fileprivate func edit<Document>(_ name: String, _ change: (inout Document) -> Void) throws {
    let object = try JSONSerialization.jsonObject(with: bytes(of: "catalog/" + name))
    guard var document = object as? Document else { throw CocoaError(.coderInvalidValue) }
    change(&document)
    try write(JSONSerialization.data(withJSONObject: document), to: "catalog/" + name)
  }

  fileprivate func editRoles(_ change: (inout [[String: Any]]) -> Void) throws {
    try edit(CommandSuite.BadCatalogTests.roles, change)
  }

  fileprivate func editSkills(_ change: (inout [[String: Any]]) -> Void) throws {
    try edit(CommandSuite.BadCatalogTests.skills) { (document: inout [String: Any]) in
      guard var skills = document["skills"] as? [[String: Any]] else { return }
      change(&skills)
      document["skills"] = skills
    }
  }
}
