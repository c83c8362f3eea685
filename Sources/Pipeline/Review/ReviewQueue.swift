/// The queues of what runs found and people decide.
public enum ReviewQueue: String, Codable, CaseIterable, Sendable {
  /// Skills that the library does not know.
  case skills
  /// R&R texts that no KRA of the chosen role is near to.
  case kras
  /// Roles that the library lacks (case E).
  case roles
  /// Titles that several roles share (case D).
  case collisions
  /// Skill texts that met a skill by normalising or similarity, as new aliases of it.
  case aliases
  /// Decided runs that another policy, model or library decides for another role (`rescore
  /// --diff`).
  case flips

  var table: String {
    switch self {
    case .skills: "skill_queue"
    case .kras: "kra_queue"
    case .roles: "role_queue"
    case .collisions: "collision_log"
    case .aliases: "alias_queue"
    case .flips: "flip_queue"
    }
  }

  /// The columns that every list shows, under common names.
  var listing: String {
    switch self {
    case .skills:
      """
      SELECT q.id, q.run_id, q.status, q.created_at, q.skill_name AS subject, r.slug AS target,
        CASE q.is_primary WHEN 1 THEN 'primary' ELSE 'secondary' END AS detail
      FROM skill_queue q LEFT JOIN roles r ON r.id = q.role_id
      """
    case .kras:
      """
      SELECT q.id, q.run_id, q.status, q.created_at, q.text AS subject, r.slug AS target,
        printf('nearest KRA %.4f', q.best_similarity) AS detail
      FROM kra_queue q LEFT JOIN roles r ON r.id = q.role_id
      """
    case .roles:
      """
      SELECT q.id, q.run_id, q.status, q.created_at, q.display_name AS subject,
        json_extract(q.proposal, '$.nearest_roles[0].slug') AS target,
        'domain ' || coalesce(json_extract(q.proposal, '$.domain'), 'unknown') AS detail
      FROM role_queue q
      """
    case .collisions:
      """
      SELECT q.id, q.run_id, q.status, q.created_at, coalesce(q.title, '') AS subject,
        r.slug AS target, (
          SELECT group_concat(slug, ', ') FROM (
            SELECT s.slug FROM json_each(q.role_ids) j JOIN roles s ON s.id = j.value
            ORDER BY s.id)) AS detail
      FROM collision_log q LEFT JOIN roles r ON r.id = q.chosen_role_id
      """
    case .aliases:
      """
      SELECT q.id, q.run_id, q.status, q.created_at, q.text AS subject, s.slug AS target,
        'by ' || q.matched_via AS detail
      FROM alias_queue q LEFT JOIN skills s ON s.id = q.skill_id
      """
    case .flips:
      """
      SELECT q.id, q.run_id, q.status, q.created_at, coalesce(r.title, '') AS subject,
        q.new_slug AS target, 'was ' || coalesce(q.old_slug, 'none')
          || coalesce(printf(', margin %.3f', q.margin), '') AS detail
      FROM flip_queue q JOIN runs r ON r.id = q.run_id
      """
    }
  }
}
