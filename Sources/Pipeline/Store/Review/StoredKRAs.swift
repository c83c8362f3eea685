import GRDB
import SimCore

/// The KRAs of the roles that a call gives further ones, as they are compared. A role's are read
/// once: read again for each, the time under the store's lock would grow with their square.
struct StoredKRAs {
  private var keys: [Int: Set<TextKey>] = [:]

  /// Counts a text among a role's KRAs; false where one of them is it, but for case and spaces.
  ///
  /// Nothing else gives or takes the role a KRA meanwhile. O(KRAs of the role) the first time.
  mutating func insert(_ text: String, ofRole role: Int, _ db: Database) throws -> Bool {
    if keys[role] == nil {
      let texts = try String.fetchAll(
        db, sql: "SELECT text FROM kras WHERE role_id = ?", arguments: [role])
      keys[role] = Set(texts.map { TextKey($0) })
    }
    return keys[role, default: []].insert(TextKey(text)).inserted
  }
}
