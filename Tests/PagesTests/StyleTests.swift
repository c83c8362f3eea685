import Foundation
import Testing

@testable import Pages

/// The style sheet's colours: readable in the light and in the dark, by WCAG's own measure.
@Suite struct StyleTests {
  /// The colours of a theme by name: those of the dark are written over those of the light.
  private static let themes: [String: [String: String]] = {
    let style = String(decoding: PageAssets.style.bytes, as: UTF8.self)
    let blocks = style.split(separator: ":root {", omittingEmptySubsequences: false)
      .dropFirst()
    let parts = blocks.map { block -> [String: String] in
      var colors: [String: String] = [:]
      for line in block.prefix(while: { $0 != "}" }).split(separator: ";") {
        let sides = line.split(separator: ":").map { side in
          String(side.filter { !$0.isWhitespace })
        }
        guard sides.count == 2, sides[0].hasPrefix("--"), sides[1].hasPrefix("#") else { continue }
        colors[String(sides[0].dropFirst(2))] = String(sides[1].dropFirst())
      }
      return colors
    }
    return ["light": parts[0], "dark": parts[0].merging(parts[1]) { $1 }]
  }()

  /// WCAG 2.2's contrast ratio, from its definition of relative luminance.
  private static func contrast(_ left: String, _ right: String) throws -> Double {
    func luminance(_ color: String) throws -> Double {
      let value = try #require(Int(color, radix: 16))
      let channels = [16, 8, 0].map { (shift: Int) -> Double in
        let share = Double((value >> shift) & 255) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    let pair = try [luminance(left), luminance(right)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  @Test(arguments: ["light", "dark"]) func textIsReadable(theme: String) throws {
    let colors = try #require(Self.themes[theme])
    let grounds = ["paper", "card", "sunk"]
    var pairs = grounds.flatMap { ground in
      ["ink", "quiet", "accent"].map { ($0, ground) }
    }
    pairs += [
      ("on-accent", "accent"), ("on-soft", "accent-soft"), ("ink", "accent-soft"),
      ("quiet", "accent-soft"), ("accent", "accent-soft"), ("good", "good-soft"),
      ("warn", "warn-soft"), ("bad", "bad-soft"), ("accent", "warn-soft"),
      ("accent", "good-soft"), ("ink", "mark"), ("quiet", "mark"), ("ink", "mark-strong"),
    ]
    for (text, ground) in pairs {
      let ratio = try Self.contrast(
        try #require(colors[text], "\(text)"), try #require(colors[ground], "\(ground)"))
      #expect(ratio >= 4.5, "\(theme): \(text) on \(ground) has \(ratio)")
    }
  }

  @Test(arguments: ["light", "dark"]) func controlsAndFocusAreSeen(theme: String) throws {
    let colors = try #require(Self.themes[theme])
    for ground in ["paper", "card", "sunk"] {
      for line in ["control", "accent"] {
        let ratio = try Self.contrast(
          try #require(colors[line]), try #require(colors[ground]))
        #expect(ratio >= 3, "\(theme): \(line) on \(ground) has \(ratio)")
      }
    }
  }

  @Test func contrastIsThatOfTheDefinition() throws {
    #expect(abs(try Self.contrast("000000", "ffffff") - 21) < 1e-12)
    #expect(abs(try Self.contrast("777777", "ffffff") - 4.478) < 1e-3)
  }
}
