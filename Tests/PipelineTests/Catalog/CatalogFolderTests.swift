import Foundation
import Testing

@testable import Catalogs
@testable import Pipeline

/// Catalogs as folders of our own format.
@Suite struct CatalogFolderTests {
  private func path() -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("catalog-\(UUID().uuidString)").path
  }

  @Test func whatIsWrittenIsReadBackEqual() throws {
    var skills = [TestLibrary.skill(1, "Baking"), TestLibrary.skill(2, "Kneading")]
    skills[0].categoryID = 4
    skills[0].subCategoryID = 41
    // As reviewers add them: in no category.
    skills[1].categoryID = nil
    skills[1].subCategoryID = nil
    var roles = [
      TestLibrary.role(1, "baker", aliases: ["Baker"]), TestLibrary.role(2, "cook"),
      TestLibrary.role(3, "porter"),
    ]
    // Two domains with one slug.
    for (index, domain) in ["Bread & Cake", "bread cake", "Hall"].enumerated() {
      roles[index].domain = domain
    }
    let catalog = Catalog(
      information: TestLibrary.catalog(roles: []).information, roles: roles, skills: skills,
      dimensions: [],
      categories: [
        SkillCategory(id: 4, name: "Crafts", subCategories: [.init(id: 41, name: "Dough")])
      ])
    let folder = path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try CatalogFolder.write(catalog, to: folder)
    let read = try CatalogFolder.read(folder)
    #expect(read.roles.map(\.domain) == ["Bread & Cake", "bread cake", "Hall"])
    #expect(read == catalog)
  }

  /// The names in the folder that a catalog is written into.
  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func aCatalogIsWrittenWholeOrNotAtAll() throws {
    let folder = path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let good = TestLibrary.catalog(roles: [TestLibrary.role(1, "baker")])
    var bad = good
    // A file is named after its category, and no file system has so long a name.
    bad.categories = [
      SkillCategory(id: 1, name: String(repeating: "x", count: 300), subCategories: [])
    ]
    let place = folder + "/out"
    for target in [place, place + "/"] {
      let error = #expect(throws: CatalogError.self) { try CatalogFolder.write(bad, to: target) }
      #expect(error?.fault == .inputOutput)
      #expect(try names(in: folder) == [])
    }
    // What a process that is gone has left goes away; no process has so large a number.
    let left = "\(place).2000000000.partial"
    try FileManager.default.createDirectory(
      atPath: left + "/roles", withIntermediateDirectories: true)
    try CatalogFolder.write(good, to: place + "/")
    #expect(try names(in: folder) == ["out"])
    #expect(try CatalogFolder.read(place) == good)
    #expect(throws: CatalogError.exists(path: place)) { try CatalogFolder.write(good, to: place) }
    try CatalogFolder.write(good, to: folder + "/new/place")
    #expect(try names(in: folder + "/new") == ["place"])
  }

  @Test func aFolderWithoutACatalogSaysWhatToDo() throws {
    let folder = path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = #expect(throws: CatalogError.self) { try CatalogFolder.read(folder) }
    #expect(error?.fault == .missingInput)
    #expect(error?.description.contains("--from onet or esco") == true)
  }
}
