import Mustache

/// The templates of all pages, which are part of the program.
struct PageTemplates: Sendable {
  private let library: MustacheLibrary

  private static let sources: [(name: String, bytes: [UInt8])] = [
    ("audit_log", PackageResources.audit_log_mustache),
    ("error", PackageResources.error_mustache),
    ("former_role", PackageResources.former_role_mustache),
    ("history", PackageResources.history_mustache),
    ("layout", PackageResources.layout_mustache),
    ("new_run", PackageResources.new_run_mustache),
    ("pair_list", PackageResources.pair_list_mustache),
    ("preview", PackageResources.preview_mustache),
    ("proposals", PackageResources.proposals_mustache),
    ("queue", PackageResources.queue_mustache),
    ("proposal", PackageResources.proposal_mustache),
    ("queue_help", PackageResources.queue_help_mustache),
    ("queue_overview", PackageResources.queue_overview_mustache),
    ("queue_row", PackageResources.queue_row_mustache),
    ("queue_toolbar", PackageResources.queue_toolbar_mustache),
    ("role", PackageResources.role_mustache),
    ("role_list", PackageResources.role_list_mustache),
    ("role_map", PackageResources.role_map_mustache),
    ("role_runs", PackageResources.role_runs_mustache),
    ("run", PackageResources.run_mustache),
    ("run_calls", PackageResources.run_calls_mustache),
    ("run_enrichment", PackageResources.run_enrichment_mustache),
    ("run_header", PackageResources.run_header_mustache),
    ("run_outcome", PackageResources.run_outcome_mustache),
    ("run_parsed", PackageResources.run_parsed_mustache),
    ("run_raw", PackageResources.run_raw_mustache),
    ("run_signals", PackageResources.run_signals_mustache),
    ("run_skill", PackageResources.run_skill_mustache),
    ("run_skills", PackageResources.run_skills_mustache),
    ("sign_in", PackageResources.sign_in_mustache),
  ]

  /// - Throws: what Mustache says of a template that it cannot read.
  init() throws {
    MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
    var templates: [String: MustacheTemplate] = [:]
    for (name, bytes) in Self.sources {
      // A template that another includes begins with the package's content type again.
      let text = "{{% CONTENT_TYPE: \(HTMLText.name)}}" + String(decoding: bytes, as: UTF8.self)
      templates[name] = try MustacheTemplate(string: text)
    }
    library = MustacheLibrary(templates: templates)
  }

  /// Templates that were read; what `init` throws stays thrown.
  static let shared = Result { try PageTemplates() }

  /// The names of all templates.
  static var names: [String] { sources.map(\.name) }

  /// A template's text with its fields.
  func text(_ name: String, _ fields: Fields) -> String {
    guard let text = library.render(fields, withTemplate: name) else {
      preconditionFailure("there is no template \(name)")
    }
    return text
  }
}
