import Foundation
import Mustache

/// What a template shows, by name.
///
/// A name that is not there shows nothing, and is not looked for in what surrounds it, as Mustache
/// else does: a row without a title must not show the page's. `page` alone is found from
/// everywhere.
struct Fields: MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [String: Any] = [:]

  init(dictionaryLiteral elements: (String, Any?)...) {
    for (name, value) in elements { values[name] = value }
  }

  subscript(name: String) -> Any? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func child(named name: String) -> Any? {
    if let value = values[name] { return value }
    return name == "page" ? nil : NSNull()
  }

  /// The fields of both; those of `other` where both have one.
  func merging(_ other: Fields) -> Fields {
    var merged = self
    merged.values.merge(other.values) { $1 }
    return merged
  }
}
