import Testing

@testable import SimCore

@Suite struct GazetteerTests {
  /// The names found, as they stand in the text.
  private func found(_ names: [String], in text: String, caseSensitive: Set<String> = [])
    -> [String]
  {
    let gazetteer = Gazetteer(
      names.enumerated().map { index, name in
        .init(id: index, text: name, isCaseSensitive: caseSensitive.contains(name))
      })
    let bytes = Array(text.utf8)
    let matches = gazetteer.matches(in: text)
    #expect(gazetteer.matches(in: bytes) == matches)
    return matches.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test(arguments: [
    (["Java"], "Java, JAVA; JavaScript javanese java.", ["Java", "JAVA", "java"]),
    (["C", "C++", "C#"], "C C++ C# C/C++ C+ C.", ["C", "C++", "C#", "C", "C++", "C"]),
    (["Node", "Node.js"], "Node.js and Node and Node.jsx", ["Node.js", "Node", "Node"]),
    (["R"], "R&D R R, Q&R (R) r&d R-2 A-R R's R\u{2019}s", ["R", "R", "R"]),
    (["C"], "Vitamin C-3 vitamin C, C\u{2010}level Objective-C", ["C"]),
    ([".NET", "ASP.NET"], "ASP.NET .NET VB.NET (.NET)", ["ASP.NET", ".NET", ".NET"]),
    ([".NET"], "ASP.NET and.NET", []),
    (["Java"], "a sentence.Java developer", ["Java"]),
    (["Ada"], "Ada. Ada, Ada's Ada3 Ada", ["Ada", "Ada", "Ada", "Ada"]),
    (["Python"], "Python+ Python# #Python", ["Python"]),
    (["C+"], "C++", ["C+"]),
    (["C++"], "C++17 C++ C++, C++x", ["C++", "C++"]),
    (["data science", "data"], "Data\r\n Science data", ["Data\r\n Science", "data"]),
    (["data science", "data science lead"], "data science leader", ["data science"]),
    (["a b", "b c d"], "a b c d", ["a b"]),
    (["a b c d e", "b c"], "a b c d", ["b c"]),
    (["a bc"], "a\u{A0}\u{2003}bc a\u{2028}bc", ["a\u{A0}\u{2003}bc", "a\u{2028}bc"]),
  ])
  func keepsToWholeWords(_ names: [String], _ text: String, _ expected: [String]) {
    #expect(found(names, in: text) == expected)
  }

  @Test func bytesThatAreNoUTF8AreReplacementCharacters() {
    let gazetteer = Gazetteer([.init(id: 1, text: "a\u{FFFD}b"), .init(id: 2, text: "Go")])
    let replaced: [UInt8] = [0x61, 0xFF, 0x62]
    #expect(gazetteer.matches(in: replaced) == [.init(id: 1, start: 0, end: 3)])
    let parted = Array("Go".utf8) + [0xFF] + Array("Go".utf8)
    #expect(gazetteer.matches(in: parted).map(\.range) == [0..<2, 3..<5])
  }

  @Test(arguments: [
    (["İstanbul"], "in İSTANBUL, I\u{307}stanbul", ["İSTANBUL", "I\u{307}stanbul"]),
    (["istanbul"], "İstanbul", []),
    (["finance", "fi"], "ﬁnance ﬁ ﬁx", ["ﬁnance", "ﬁ"]),
    (["Straße"], "STRASSE strasse straẞe", ["STRASSE", "strasse", "straẞe"]),
    (["cafe"], "café cafe\u{301} cafe", ["cafe"]),
    (["café"], "CAFE\u{301}, Café", ["CAFE\u{301}", "Café"]),
    (["C++", "Python"], "Ｃ＋＋ Ｐｙｔｈｏｎ", ["Ｃ＋＋", "Ｐｙｔｈｏｎ"]),
    (["C"], "Ｃ＋ C＋ C＃ Ｃ", ["Ｃ"]),
    (["Java"], "Java™ ™Java Java® Javá Java² Java\u{336}", ["Java", "Java", "Java"]),
    (["机器学习"], "（机器学习）, 做机器学习", ["机器学习"]),
    (["한"], "\u{1112}\u{1161}\u{11AB}!", ["\u{1112}\u{1161}\u{11AB}"]),
    (["m"], "a.m. ㏂ m", ["m"]),
  ])
  func mapsBackFromFoldedText(_ names: [String], _ text: String, _ expected: [String]) {
    #expect(
      found(names, in: text).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test func keepsCase() {
    #expect(found(["Go"], in: "go GO Go Ｇo", caseSensitive: ["Go"]) == ["Go", "Ｇo"])
    // The longer name does not fit, so the shorter one is found.
    #expect(found(["Go", "Go Fast"], in: "Go fast", caseSensitive: ["Go Fast"]) == ["Go"])
    #expect(found(["Café"], in: "Cafe\u{301} café", caseSensitive: ["Café"]) == ["Cafe\u{301}"])
  }

  @Test func picksAmongEqualNames() {
    let gazetteer = Gazetteer([
      .init(id: 5, text: "rust"), .init(id: 4, text: "RUST"),
      .init(id: 9, text: "Rust", isCaseSensitive: true),
      .init(id: 8, text: " Rust", isCaseSensitive: true),
    ])
    #expect(gazetteer.matches(in: "rust Rust RUST").map(\.id) == [4, 8, 4])
  }

  @Test func emptyAndBrokenInput() {
    #expect(Gazetteer([]).matches(in: "anything é") == [])
    let gazetteer = Gazetteer([.init(id: 1, text: "é"), .init(id: 2, text: " ")])
    #expect(gazetteer.matches(in: "") == [])
    #expect(gazetteer.matches(in: "   ") == [])
    let bytes: [UInt8] = [0xFF, 0xC3, 0xA9, 0xC3, 0x20, 0xC3, 0xA9, 0xE2, 0x82]
    #expect(
      gazetteer.matches(in: bytes) == [
        .init(id: 1, start: 1, end: 3), .init(id: 1, start: 5, end: 7),
      ])
  }

  /// "bbltn" and "brxxx" have one tag and one slot in the table of first words (of few names);
  /// "afciq" sets the bit of "brxxx".
  @Test func wordsWithOneHashAreKeptApart() {
    let text = "bbltn brxxx, brxxx b; bbltn b"
    #expect(found(["bbltn", "bbltn b", "afciq"], in: text) == ["bbltn", "bbltn b"])
    #expect(found(["bbltn", "brxxx b"], in: text) == ["bbltn", "brxxx b", "bbltn"])
    let table = FirstWordTable(
      sortedKeys: [Array("afciq".utf8), Array("bbltn".utf8)],
      trie: ByteTrie(sortedKeys: [Array("afciq".utf8), Array("bbltn".utf8)]))
    let hash = "brxxx".utf8.reduce(FirstWordTable.seed, FirstWordTable.mixed)
    guard case .node = table.place(ofWordWith: hash) else {
      Issue.record("the words no longer share a hash: look for others")
      return
    }
  }

  /// "abfjbgjupv" has the tag of "ab" and begins its search one slot earlier, which "zaady" or
  /// "aaaafa" takes; "yacavx" and "aabdak" set its bit. It is longer than "ab": the names lie one
  /// behind the other, and behind "ab" they go on as the word does, or end.
  @Test func aWordIsNoShorterNameOfItsHash() {
    let text = "abfjbgjupv ab"
    #expect(found(["ab", "fjbgjupv", "yacavx", "zaady"], in: text) == ["ab"])
    #expect(found(["aaaafa", "aabdak", "ab"], in: text) == ["ab"])
    let keys = ["aaaafa", "aabdak", "ab"].map { Array($0.utf8) }
    let trie = ByteTrie(sortedKeys: keys)
    let table = FirstWordTable(sortedKeys: keys, trie: trie)
    let hash = "abfjbgjupv".utf8.reduce(FirstWordTable.seed, FirstWordTable.mixed)
    guard case .node(let node) = table.place(ofWordWith: hash), node == trie.node(at: keys[2])
    else {
      Issue.record("the words no longer share a hash: look for others")
      return
    }
  }

  @Test func exhaustiveSmallTexts() {
    let names = ["a", "a b", "b+", ".a", "ab", "a.a", "b"]
    let entries = names.enumerated().map { Gazetteer.Entry(id: $0, text: $1) }
    compareExhaustively(entries, alphabet: Array("ab +."), maximumLength: 5)
    compareExhaustively(
      [
        .init(id: 1, text: "A", isCaseSensitive: true), .init(id: 2, text: "é"),
        .init(id: 3, text: "ss"),
      ],
      alphabet: ["A", "a", "ß", "e", "\u{301}", " "], maximumLength: 4)
  }

  private func compareExhaustively(
    _ entries: [Gazetteer.Entry], alphabet: [Character], maximumLength: Int
  ) {
    let gazetteer = Gazetteer(entries)
    let plain = PlainGazetteer(entries: entries)
    var texts = [""]
    for _ in 0..<maximumLength {
      texts = texts.flatMap { text in alphabet.map { text + String($0) } }
      for text in texts where gazetteer.matches(in: text) != plain.matches(in: text) {
        Issue.record("differs in \(text.debugDescription)")
      }
    }
  }

  @Test func randomTexts() {
    let atoms = [
      "a", "b", "A", "B", "é", "e", "E", "\u{301}", "\u{327}", "ﬁ", "f", "i", "İ", "ß", "s", "S",
      " ", " ", " ", "\r\n", "\u{A0}", "\t", "+", "#", ".", "-", "&", "'", "\u{2019}", "Ａ", "＋",
      "™", "²", "1", "\u{1100}", "\u{1161}", "\u{11A8}", "가", "中", "😀", "/", "<", "\u{200B}",
    ]
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    func text(_ length: ClosedRange<Int>) -> String {
      (0..<Int.random(in: length, using: &generator)).map { _ in
        atoms[Int.random(in: atoms.indices, using: &generator)]
      }.joined()
    }
    for _ in 0..<60 {
      let entries = (0..<12).map { id in
        Gazetteer.Entry(
          id: id, text: text(1...4), isCaseSensitive: Bool.random(using: &generator))
      }
      let gazetteer = Gazetteer(entries)
      let plain = PlainGazetteer(entries: entries)
      for _ in 0..<4 {
        var sample = text(1...16)
        for _ in 0..<3 {
          sample += [" ", "", ",", "+"].randomElement(using: &generator)!
          sample += entries.randomElement(using: &generator)!.text + text(0...3)
        }
        #expect(
          gazetteer.matches(in: sample) == plain.matches(in: sample),
          "seed \(seed): \(sample.debugDescription) \(entries.map(\.text.debugDescription))")
      }
    }
  }

  @Test func manyNamesInALongText() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let words = (0..<300).map { _ in
      (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        ["a", "b", "c", "é", "+", "."].randomElement(using: &generator)!
      }.joined()
    }
    let names = (0..<3000).map { _ in
      (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        words.randomElement(using: &generator)!
      }.joined(separator: " ")
    }
    let gazetteer = Gazetteer(names.enumerated().map { .init(id: $0, text: $1) })
    let keys = Set(names.map { TextKey($0) })
    let text = (0..<5000).map { _ in words.randomElement(using: &generator)! }
      .joined(separator: " ")
    let bytes = Array(text.utf8)
    let matches = gazetteer.matches(in: text)
    #expect(matches.count > 1000, "seed \(seed)")
    for (match, next) in zip(matches, matches.dropFirst()) {
      #expect(match.end <= next.start, "seed \(seed)")
    }
    for match in matches {
      let name = String(decoding: bytes[match.range], as: UTF8.self)
      #expect(TextKey(name) == TextKey(names[match.id]), "seed \(seed)")
      #expect(keys.contains(TextKey(name)), "seed \(seed)")
    }
  }
}
