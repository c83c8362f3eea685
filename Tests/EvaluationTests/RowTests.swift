import Foundation
import Pipeline
import Testing

@testable import Evaluation

@Suite struct RowTests {
  private static func file(_ text: String) throws -> String {
    let path = NSTemporaryDirectory() + "rolewise-\(UUID().uuidString).jsonl"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private static let labels = EvaluationLabels(slugs: ["Node js developer": "node", "Cook": "cook"])

  @Test func aMaskTakesLabelsOutInEveryWriting() {
    let mask = TitleMask(labels: ["Node js developer", "Node", "C++ developer"])
    for text in [
      "Node js developer", "NODE.JS-DEVELOPER", "nodejsdeveloper", "Node\tjs\n developer",
      "n-o-d-e_js/developer", "node", "C++ Developer", "c+ + developer",
    ] {
      let masked = mask.masking("a \(text) z").split(separator: " ")
      #expect(masked == ["a", "z"], "\(text)")
    }
    #expect(mask.masking("a C developer") == "a C developer")
    #expect(TitleMask(labels: ["-"]).masking("a - b") == "a - b")
    // Line breaks of two characters and spaces that do not break are white space in a label, too.
    for space in ["\u{A0}", "\r\n", "\u{2003}", "\u{B}", ""] {
      let spaced = TitleMask(labels: ["Node\(space)developer"])
      for text in ["node developer", "NodeDeveloper", "node\u{B}developer", "node\r\ndeveloper"] {
        #expect(spaced.masking("a \(text) z") == "a   z", "\(text)")
      }
    }
  }

  @Test func aMaskTakesLabelsOutInEitherFormOfTheirAccents() {
    for label in ["D\u{E9}veloppeur", "De\u{301}veloppeur"] {
      let mask = TitleMask(labels: [label])
      for text in [
        "D\u{E9}veloppeur", "de\u{301}-veloppeur", "DE\u{301}VELOPPEUR", "D\u{C9}VELOPPEUR",
      ] {
        #expect(mask.masking("a \(text) z") == "a   z", "\(label) \(text)")
      }
      #expect(mask.masking("a Developpeur z") == "a Developpeur z")
    }
  }

  @Test func aMaskTakesSignsForThemselves() {
    for label in ["x*y", "[xy]", "\\d", "^$", "\\Qx\\E", "(x)", "{2}", "x|y", "#x", "\u{1F680}"] {
      let mask = TitleMask(labels: [label])
      #expect(mask.masking("a \(label) z") == "a   z", "\(label)")
      #expect(mask.masking("a 5 x y z") == "a 5 x y z", "\(label)")
    }
  }

  @Test func rowsAreReadWithTheirRoles() throws {
    let path = try Self.file(
      """
      {"id": "1", "text": "Cook wanted", "label": "Cook"}

      {"id": "2", "text": "b", "label": "Node js developer"}
      """)
    let rows = try EvaluationRow.rows(
      of: path, labels: Self.labels, mask: TitleMask(labels: Self.labels.labels))
    #expect(rows.map(\.slug) == ["cook", "node"])
    #expect(rows[0].text.trimmingCharacters(in: .whitespaces) == "wanted")
  }

  @Test func aTitleMayHaveSeveralLabels() throws {
    let labels = EvaluationLabels(slugs: ["Cook": "cook", "Chef": "cook", "Baker": "baker"])
    let path = try Self.file(
      """
      {"id": "1", "text": "Pastry Cook", "label": ["Baker", "Cook", "Chef", "Baker"]}
      {"id": "2", "text": "Chef", "label": ["Chef", "Cook"]}
      {"id": "3", "text": "Baker", "label": "Baker"}
      """)
    for kind in [RowKind.title, .sentence] {
      let rows = try EvaluationRow.rows(of: path, labels: labels, kind: kind)
      #expect(rows.map(\.slug) == ["baker", "cook", "baker"])
      #expect(rows.map(\.alternatives) == [["cook"], [], []])
    }
    // A job description is learned as a run of one role.
    #expect(throws: EvaluationError.severalLabels(path: path, id: "1")) {
      try EvaluationRow.rows(of: path, labels: labels)
    }
  }

  @Test func rowsThatWereLearnedFromAreCounted() {
    func row(_ id: String, _ text: String) -> EvaluationRow {
      EvaluationRow(id: id, text: text, slug: "cook")
    }
    let train = [row("1", "a"), row("2", "b"), row("3", "b")]
    #expect(EvaluationRow.sharedCount([row("1", "c"), row("4", "b")], with: train) == 1)
    #expect(EvaluationRow.sharedCount(train, with: []) == 0)
  }

  @Test(arguments: [
    (#"{"id": "1", "text": "a"}"#, "has no label"),
    (#"{"id": "1", "text": "a", "label": "Nurse"}"#, "label Nurse"),
    (#"{"id": "1", "text": "a", "label": ["Cook", "Nurse"]}"#, "label Nurse"),
    (#"{"id": "1", "text": "a", "label": []}"#, "has no label"),
    (#"{"id": "1", "text": "a", "label": ["Cook", 5]}"#, "$.label[1] is no string"),
    (#"{"id": "1", "text": "a", "label": 5}"#, "line 1: it is no row: $.label is no string"),
    (
      #"{"id": "1", "text": "a", "label": "Cook"}"# + "\n"
        + #"{"id": "1", "text": "b", "label": "Cook"}"#, "two rows"
    ),
    ("", "has no row"),
  ])
  func badRowsAreNamed(text: String, message: String) throws {
    let path = try Self.file(text)
    let error = #expect(throws: EvaluationError.self) {
      try EvaluationRow.rows(of: path, labels: Self.labels)
    }
    #expect("\(try #require(error))".contains(message))
  }

  @Test func foldsAreEvenAndDoNotDependOnTheOrderOfRows() {
    let rows = (0..<53).map {
      EvaluationRow(id: "row \($0)", text: "a", slug: $0 % 3 == 0 ? "cook" : "node")
    }
    let folds = Folds(rows, count: 5)
    let sizes = Dictionary(grouping: folds.ofRow) { $0 }.mapValues(\.count)
    #expect(sizes.values.sorted() == [10, 10, 11, 11, 11])
    let cooks = Dictionary(grouping: rows.indices.filter { rows[$0].slug == "cook" }) {
      folds.ofRow[$0]
    }
    #expect(cooks.count == 5 && cooks.values.allSatisfy { (3...4).contains($0.count) })
    let reversed = Folds(rows.reversed(), count: 5)
    #expect(reversed.ofRow == folds.ofRow.reversed())
    let single = Folds(Array(rows.prefix(3)), count: 100)
    #expect(single.count == 3 && Set(single.ofRow) == [0, 1, 2])
  }
}
