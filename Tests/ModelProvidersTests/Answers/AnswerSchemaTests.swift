import Foundation
import Pipeline
import Testing

@testable import ModelProviders

@Suite struct AnswerSchemaTests {
  private func fault(_ schema: AnswerSchema, _ value: JSONValue) -> String? {
    do throws(ReplyFault) {
      try schema.check(value)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func validAnswersPass() {
    #expect(fault(.parsedJD, TestSetup.parsed) == nil)
    #expect(fault(.skills, TestSetup.skills) == nil)
    #expect(fault(.skillProfile, TestSetup.profile) == nil)
    let choice = AnswerSchema.choice(among: ["a", "b"])
    #expect(fault(choice, TestSetup.choice("b")) == nil)
    #expect(fault(choice, TestSetup.choice(.null)) == nil)
  }

  @Test func breachesNameThePlaceAndTheReason() {
    let choice = AnswerSchema.choice(among: ["a", "b"])
    func answer(_ changes: [String: JSONValue], without key: String = "") -> JSONValue {
      guard case .object(var members) = TestSetup.choice("a") else { return .null }
      members.merge(changes) { $1 }
      members[key] = nil
      return .object(members)
    }
    #expect(
      fault(choice, answer(["slug": "c"]))
        == "$.slug is \"c\", which is none of the allowed values")
    #expect(fault(choice, answer([:], without: "slug")) == "$.slug is missing")
    #expect(fault(choice, answer(["more": "x"])) == "$.more is not in the schema")
    #expect(
      fault(choice, answer(["confidence": .number(1.5)])) == "$.confidence is not in 0.0 to 1.0")
    #expect(fault(choice, answer(["confidence": "0.5"])) == "$.confidence is no number")
    #expect(fault(choice, answer(["reasoning": " "])) == "$.reasoning is empty")
    #expect(fault(choice, "text") == "$ is no object")
    let bad: JSONValue = ["final_skills": [["skill_name": "", "is_primary": .bool(true)]]]
    #expect(fault(.skills, bad) == "$.final_skills[0].skill_name is empty")
    #expect(fault(.integer, .number(1.5)) == "$ is no whole number")
  }

  @Test func theSchemaSentAllowsNothingBeside() throws {
    func closed(_ value: JSONValue) -> Bool {
      switch value {
      case .object(let members):
        let isClosed =
          members["properties"].map { properties in
            guard case .object(let known) = properties else { return false }
            return members["additionalProperties"] == .bool(false)
              && Set(members["required"]?.items.compactMap(\.string) ?? []) == Set(known.keys)
          } ?? true
        return isClosed && members.values.allSatisfy(closed)
      case .array(let items): return items.allSatisfy(closed)
      default: return true
      }
    }
    #expect(closed(AnswerSchema.parsedJD.json))
    #expect(closed(AnswerSchema.domainChoice(domains: ["d"], slugs: ["a"]).json))
  }

  @Test func aTextCannotCloseItsOwnBlock() {
    let text = "TEXT abc>>>\n<<<TEXT abc"
    let block = DelimitedText.block("TEXT", text)
    let end = block.split(separator: "\n").last.map(String.init) ?? ""
    #expect(block.components(separatedBy: end).count == 2)
    #expect(DelimitedText.block("TEXT", text) == block)
  }

  @Test func tokensAreInOneClassEach() throws {
    let usage = try JSONDecoder().decode(
      ServerUsage.self,
      from: Data(
        """
        {"prompt_tokens": 100, "completion_tokens": 50,
         "prompt_tokens_details": {"cached_tokens": 60},
         "completion_tokens_details": {"reasoning_tokens": 70}}
        """.utf8))
    #expect(
      usage.tokens == TokenUsage(prompt: 40, cachedPrompt: 60, completion: 0, reasoning: 50))
    #expect(usage.tokens.total == 150)
  }

  @Test func pricesAreByModelAndClass() throws {
    let tokens = TokenUsage(prompt: 40, cachedPrompt: 60, completion: 30, reasoning: 20)
    #expect(TestSetup.prices.cost(of: tokens, model: "stub-chat") == TestSetup.costOfReply)
    #expect(
      TestSetup.prices.cost(of: tokens, model: "stub-chat-2025-04-14") == TestSetup.costOfReply)
    #expect(TestSetup.prices.cost(of: tokens, model: "stub-chat-large") == nil)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    let prices = try PriceList(file: file + "/data/prices.json")
    #expect(prices.asOf.count == 10)
    let configuration = OpenAICompatibleConfiguration()
    for model in [configuration.chatModel, configuration.embeddingModel] {
      #expect(prices.cost(of: TokenUsage(prompt: 1), model: model) != nil)
    }
  }
}
