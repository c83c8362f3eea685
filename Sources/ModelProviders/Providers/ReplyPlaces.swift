import Pipeline

/// Where the values of a model's reply stand in the text, and what does not stand there.
///
/// A reply is kept as it is; what has no place in the text is flagged.
struct ReplyPlaces {
  private(set) var spans: [JDReading.Span] = []
  private(set) var flags: [String] = []

  init(_ parsed: ParsedJD, in text: JDText) {
    add(.role, parsed.role, "title", text)
    add(.company, parsed.companyName, "company", text)
    add(.aboutCompany, parsed.aboutCompany?.text, "text about the company", text)
    add(.experience, parsed.experience.raw, "experience", text)
    for education in parsed.education { add(.education, education.raw, "education", text) }
    for location in parsed.jobLocations { add(.location, location.city, "place", text) }
    for block in parsed.rolesAndResponsibilities {
      for line in block.text.split(whereSeparator: \.isNewline) {
        let duty = line.drop { $0.isWhitespace || "•●▪◦‣·*-–—".contains($0) }
        add(.responsibility, String(duty), "responsibility", text)
      }
      check(block.sourceMarker, block.wordCount, of: block.text, "responsibilities", text)
    }
    if let about = parsed.aboutCompany {
      check(about.sourceMarker, about.wordCount, of: about.text, "text about the company", text)
    }
    spans.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private mutating func add(
    _ field: JDReading.Span.Field, _ value: String?, _ what: String, _ text: JDText
  ) {
    guard let value, !value.isEmpty else { return }
    guard let place = text.firstPlace(of: value) else {
      flags.append("\(what) not in the text: \(value.prefix(120))")
      return
    }
    spans.append(
      JDReading.Span(field: field, start: place.lowerBound, end: place.upperBound, text: value))
  }

  /// The marker's words must stand in the text, and the count must be that of the passage.
  private mutating func check(
    _ marker: SourceMarker, _ wordCount: Int, of passage: String, _ what: String, _ text: JDText
  ) {
    for words in [marker.firstFiveWords, marker.lastFiveWords]
    where !words.isEmpty && text.firstPlace(of: words) == nil {
      flags.append("source marker of \(what) not in the text: \(words.prefix(120))")
    }
    let counted = passage.split(whereSeparator: \.isWhitespace).count
    if counted != wordCount {
      flags.append("word count of \(what) is \(wordCount) in the reply, counted \(counted)")
    }
  }
}

extension JDText {
  /// The bytes of the original where `words` first stand; nil where they do not.
  func firstPlace(of words: String) -> Range<Int>? {
    cleaned.firstRange(ofExactly: words).map(originalRange(ofCleaned:))
  }
}
