import Testing

@testable import Pipeline

@Suite struct SlugTests {
  @Test(arguments: [
    ("Backend systems", "backend-systems"),
    ("SRE", "sre"),
    ("C", "c"),
    ("C++", "c-plus-plus"),
    ("C#", "c-sharp"),
    ("F#", "f-sharp"),
    (".NET", "dot-net"),
    ("ASP.NET Core", "asp-net-core"),
    ("Node.js", "node-js"),
    ("  CI / CD  ", "ci-cd"),
    ("A + B", "a-b"),
    ("#hashtag", "hashtag"),
    ("Über Größe", "über-grösse"),
    ("!!!", ""),
    ("", ""),
  ])
  func makes(text: String, slug: String) {
    #expect(Slug.make(from: text) == slug)
  }
}
