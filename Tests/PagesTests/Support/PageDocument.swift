import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page as a strict reader sees it: what is no XML is refused.
final class PageDocument: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
    /// The names of the elements around it, the outermost first.
    var path: [String]
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []
  private var failure: String?

  init(_ html: String) throws {
    super.init()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = self
    let isRead = parser.parse()
    if !isRead {
      let line = html.split(separator: "\n", omittingEmptySubsequences: false)
      let number = parser.lineNumber
      failure =
        "line \(number): \(parser.parserError.map { "\($0)" } ?? "?"): "
        + (number > 0 && number <= line.count ? String(line[number - 1]) : "")
    }
    #expect(failure == nil)
    try #require(isRead)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(
      Element(name: name, attributes: attributes, path: open.map { elements[$0].name }))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for index in open { elements[index].text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func element(id: String) -> Element? { elements.first { $0.attributes["id"] == id } }

  /// Elements that have a class.
  func ofClass(_ name: String) -> [Element] {
    elements.filter { ($0.attributes["class"] ?? "").split(separator: " ").contains("\(name)") }
  }

  /// What every page must keep to, as short sentences about what does not.
  var faults: [String] {
    var faults: [String] = []
    let ids = elements.compactMap { $0.attributes["id"] }
    for (id, count) in Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +) where count > 1 {
      faults.append("id \(id) stands \(count) times")
    }
    let known = Set(ids)
    for element in elements {
      for (name, value) in element.attributes {
        if name == "style" || name.hasPrefix("on") { faults.append("\(element.name) has \(name)") }
        if ["aria-labelledby", "aria-describedby", "form", "list", "for"].contains(name) {
          for id in value.split(separator: " ") where !known.contains("\(id)") {
            faults.append("\(element.name) \(name)=\(id) is nowhere")
          }
        }
        if name == "href" || name == "src" || name == "action" {
          if value.hasPrefix("#"), !known.contains("\(value.dropFirst())") {
            faults.append("\(value) is nowhere")
          } else if !value.hasPrefix("#"), !value.hasPrefix("/ui/") {
            faults.append("\(name) \(value) leads elsewhere")
          }
        }
      }
    }
    return faults + labelFaults + structureFaults
  }

  private var labelFaults: [String] {
    let labelled = Set(all("label").compactMap { $0.attributes["for"] })
    return elements.compactMap { element in
      let isField =
        ["select", "textarea"].contains(element.name)
        || element.name == "input" && element.attributes["type"] != "hidden"
      if isField {
        let isNamed =
          element.attributes["id"].map(labelled.contains) == true || element.path.contains("label")
        return isNamed ? nil : "\(element.name) \(element.attributes) has no label"
      }
      if element.name == "button" || element.name == "a" || element.name == "summary" {
        let name = element.attributes["aria-label"] ?? element.text
        return name.allSatisfy(\.isWhitespace) ? "\(element.name) without a name" : nil
      }
      return nil
    }
  }

  private var structureFaults: [String] {
    var faults: [String] = []
    for name in ["main", "title", "h1"]
    where all(name).count - (name == "title" ? svgTitles : 0) != 1 {
      faults.append("\(all(name).count) of \(name)")
    }
    if elements.first?.attributes["lang"] == nil { faults.append("no language") }
    var level = 0
    for heading in elements where ["h1", "h2", "h3", "h4"].contains(heading.name) {
      let own = Int(heading.name.dropFirst()) ?? 0
      if own > level + 1 { faults.append("\(heading.name) “\(heading.text)” after h\(level)") }
      level = own
    }
    for nested in elements where nested.name == "form" && nested.path.contains("form") {
      faults.append("a form within a form: \(nested.attributes)")
    }
    let headers = Set(["p", "label", "button", "a"])
    for block in elements
    where ["div", "ul", "ol", "p", "details", "form", "h2"].contains(block.name) {
      if let around = block.path.last(where: headers.contains) {
        faults.append("\(block.name) within \(around)")
      }
    }
    return faults
  }

  private var svgTitles: Int { all("title").filter { $0.path.contains("svg") }.count }
}
