import Foundation
import Testing

@testable import Pages
@testable import Pipeline

/// Every page is well-formed, labelled, and loads nothing from elsewhere, whatever it shows.
@Suite struct PageMarkupTests {
  /// Ends a tag, an attribute, a script and a comment; the last quotation mark has an accent
  /// combined to it.
  static let hostile =
    #"<script>alert("1")</script><!-- ' & &lt; {{csrf}} {{{csrf}}} "# + "\"\u{301}>"

  @Test(arguments: ["", hostile]) func everyPageIsSound(spice: String) async throws {
    let test = try TestSite(spice: spice)
    let runs = try await test.seed()
    var addresses: Set<String> = [
      "/ui/history", "/ui/queues", "/ui/roles", "/ui/map", "/ui/new", "/ui/log",
    ]
    var visited: Set<String> = []
    // Follows every link of the site.
    while let address = addresses.subtracting(visited).min() {
      visited.insert(address)
      guard visited.count < 400 else { break }
      let response = try await test.follow(address)
      #expect(response.status == 200, "\(address): \(response.text.prefix(300))")
      guard response.contentType.hasPrefix("text/html") else { continue }
      try Self.check(response, address)
      let document = try PageDocument(response.text)
      for link in document.elements {
        guard let target = link.attributes["href"] ?? link.attributes["src"] else { continue }
        if target.hasPrefix("/ui/"), let page = target.split(separator: "#").first {
          addresses.insert(String(page))
        }
      }
    }
    for run in runs { #expect(visited.contains(PageLinks.run(run.id))) }
    for queue in ReviewQueue.allCases { #expect(visited.contains(PageLinks.queue(queue))) }
    #expect(visited.contains { $0.hasPrefix("/ui/assets/style-") })
  }

  @Test func whatIsNotThereIsSaidSo() async throws {
    let test = try TestSite()
    for path in [
      "runs/none", "roles/none", "queues/none", "assets/none.css", "no/such", "history/1",
    ] {
      let response = try await test.get(path)
      #expect(response.status == 404, "\(path)")
      try Self.check(response, path)
    }
  }

  @Test func errorAndSignInPagesAreSound() throws {
    let error = PageSite.errorPage(status: 503, title: "Busy", detail: Self.hostile)
    #expect(error.status == 503)
    try Self.check(error, "error")
    let test = try TestSite(spice: Self.hostile)
    for message in [nil, Self.hostile] {
      let page = test.site.signInPage(message: message)
      try Self.check(page, "sign in")
      let document = try PageDocument(page.text)
      #expect(document.all("input").contains { $0.attributes["name"] == "api_key" })
      #expect(document.all("form").contains { $0.attributes["action"] == "/ui/sign-in" })
    }
  }

  @Test func everyPageWithoutRunsIsSound() async throws {
    let test = try TestSite()
    for path in ["history", "queues", "roles", "map", "new", "log"]
      + ReviewQueue.allCases.map({
        "queues/\($0.rawValue)"
      })
    {
      try Self.check(try await test.get(path), path)
    }
  }

  @Test func readersSeeNoControls() async throws {
    let test = try TestSite()
    _ = try await test.seed()
    for queue in ReviewQueue.allCases {
      let page = try await test.get("queues/\(queue.rawValue)", permission: .read)
      try Self.check(page, queue.rawValue)
      #expect(try PageDocument(page.text).elements.allSatisfy { $0.attributes["name"] != "act" })
      let answer = try await test.post(
        "queues/\(queue.rawValue)", [("act", "approve 1")], permission: .read)
      #expect(answer.status == 403)
    }
  }

  @Test(arguments: [true, false]) func whoeverSignedInCanSignOut(isSignedIn: Bool) async throws {
    let test = try TestSite()
    let page = try await test.get("history", isSignedIn: isSignedIn)
    try Self.check(page, "history")
    let forms = try PageDocument(page.text).all("form")
    #expect(forms.contains { $0.attributes["action"] == "/ui/sign-out" } == isSignedIn)
  }

  @Test func assetsNameTheirContents() async throws {
    let test = try TestSite()
    for (name, asset) in PageAssets.all {
      let response = try await test.get("assets/\(name)")
      #expect(response.isImmutable && response.body == asset.bytes && !asset.bytes.isEmpty)
      #expect(response.contentType == asset.contentType)
    }
    let style = String(decoding: PageAssets.style.bytes, as: UTF8.self)
    #expect(!style.contains("url(") && !style.contains("@import"))
  }

  @Test func valuesAreEscapedByScalars() {
    let escaped = HTMLText.escaped("\"\u{301}<\u{338}&\u{0}\u{B}\u{1F}'é\n")
    let expected = "&quot;\u{301}&lt;\u{338}&amp;\u{FFFD}\u{FFFD}\u{FFFD}&#39;é\n"
    #expect(escaped.utf8.elementsEqual(expected.utf8))
    let edges = HTMLText.escaped(
      "\u{FFFD}\u{FFFE}\u{FFFF}\u{FFFE}\u{FFBF}\u{FFFC}\u{1FFFE}\u{10FFFF}")
    let kept = "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFBF}\u{FFFC}\u{1FFFE}\u{10FFFF}"
    #expect(edges.utf8.elementsEqual(kept.utf8))
  }

  @Test func aTextWithWhatXMLMayNotHoldIsShown() async throws {
    let test = try TestSite()
    let duties = ["Arrange flowers\u{FFFF} for weddings\u{FFFE} in the morning."]
    let run = try await test.run(
      title: "Florist\u{FFFF}", skills: ["Quill\u{FFFE}"], duties: duties)
    for address in [PageLinks.run(run.id), PageLinks.history, PageLinks.queue(.skills)] {
      let page = try await test.follow(address)
      #expect(page.status == 200)
      try Self.check(page, address)
      #expect(page.text.unicodeScalars.contains("\u{FFFD}"))
    }
  }

  @Test func templatesAreAllThereAndClosed() throws {
    let templates = try PageTemplates()
    for name in PageTemplates.names {
      #expect(!templates.text(name, [:]).contains("{{"), "\(name)")
    }
  }

  /// A page that keeps to what all pages must, and in which nothing hostile is markup.
  static func check(_ response: PageResponse, _ what: String) throws {
    let document = try PageDocument(response.text)
    #expect(document.faults.isEmpty, "\(what): \(document.faults.prefix(5))")
    #expect(document.all("script").allSatisfy { $0.text.isEmpty && $0.attributes["src"] != nil })
    let isRaw = response.text.contains(hostile)
    #expect(!isRaw)
  }
}
