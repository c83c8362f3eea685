import SimCore

/// Sentences in a text that speak to a language model instead of to applicants.
///
/// A text is data and never an order, whatever it says; what is found here is shown to reviewers,
/// and a model is not asked about such a text. The detector knows common wordings in English and
/// the turn marks of chat formats. It is no proof that a text is harmless.
public enum EmbeddedInstructions {
  /// Words that may stand between the verb and what is to be ignored.
  private static let fillers: Set<Substring> = [
    "all", "any", "the", "your", "my", "our", "these", "those", "this", "that", "every", "of",
    "previous", "prior", "above", "earlier", "preceding", "foregoing", "existing", "other",
    "system", "given", "and", "original", "following",
  ]
  private static let verbs: Set<Substring> = [
    "ignore", "disregard", "forget", "override", "bypass",
  ]
  private static let objects: Set<Substring> = [
    "instruction", "instructions", "prompt", "prompts", "directive", "directives", "messages",
  ]
  /// Wordings that no job description needs, as keys of text.
  private static let phrases: [[Substring]] = [
    "new instructions", "your system prompt", "reveal your prompt", "as an ai language model",
    "you are now a language model", "you must answer", "answer only with", "respond only with",
    "reply only with", "answer with the role", "reply with the role", "respond with the role",
    "choose the role", "select the role", "pick the role", "classify this job as",
    "classify this jd as", "classify this text as", "classify this role as",
    "classify this job description as",
  ].map { $0.split(separator: " ") }
  private static let marks = ["<|im_start|>", "<|im_end|>", "<|system|>", "[inst]", "<<sys>>"]

  /// The wordings found in a text that is not prepared yet.
  public static func wordings(in text: String) -> [String] { wordings(in: JDText(text)) }

  /// The wordings found, each once. Linear in the text's length.
  ///
  /// Looks in the text as it was given and in the prepared text, which a model reads ("&#73;gnore"
  /// is "Ignore" there), in both also without the characters that are not shown ("Ig\u{AD}nore").
  public static func wordings(in text: JDText) -> [String] {
    var readings: [String] = []
    for reading in [text.original, text.cleaned].flatMap({ [$0, shown($0)] })
    // By bytes: strings are compared in time with the square of a run of accents.
    where !readings.contains(where: { $0.utf8.elementsEqual(reading.utf8) }) {
      readings.append(reading)
    }
    var found: [String] = []
    for wording in readings.flatMap(wordings(inReading:)) where !found.contains(wording) {
      found.append(wording)
    }
    return found
  }

  /// The text without default-ignorable characters.
  private static func shown(_ text: String) -> String {
    String(
      text.unicodeScalars.filter { $0.isASCII || !$0.properties.isDefaultIgnorableCodePoint })
  }

  /// The wordings in the order of the text, each once.
  private static func wordings(inReading text: String) -> [String] {
    let key = TextKey(text).text
    let words = key.split { !($0.isLetter || $0.isNumber) }
    var found: [String] = []
    func add(_ wording: some Collection<Substring>) {
      let wording = wording.joined(separator: " ")
      if !found.contains(wording) { found.append(wording) }
    }
    for start in words.indices {
      if verbs.contains(words[start]) {
        var end = start + 1
        while end < words.count, end - start <= 6, fillers.contains(words[end]) { end += 1 }
        if end < words.count, objects.contains(words[end]) { add(words[start...end]) }
      }
      for phrase in phrases where words[start...].starts(with: phrase) { add(phrase) }
    }
    // By bytes: a search by characters steps back over them, in a row of flags from its start on
    // again and again.
    for mark in marks where key.firstRange(ofExactly: mark) != nil { found.append(mark) }
    return found
  }

  /// A flag of the run record for each wording.
  static func flags(in text: String) -> [String] {
    wordings(in: text).map { "the text holds instructions to a model: \"\($0)\"" }
  }
}
