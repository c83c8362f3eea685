import Foundation
import Synchronization

@testable import Catalogs
@testable import Pipeline
@testable import SimCore

/// Small valid inputs, from which a fuzzer begins.
enum Seeds {
  static let identifier = "fuzz"

  private static let text = """
    Backend Engineer (m/f/d) - Berlin, Germany
    Acme Ltd. builds software for banks.

    Responsibilities:
    • Build services in Go and Node.js, e.g. for payments.
    • Design databases; review code.
    Requirements: 3+ years of experience, B.Sc. in Computer Science, 50.000-60.000 EUR
    """

  private static let html = """
    <div><h2>Backend Engineer</h2><p>What you will do&nbsp;:</p><ul><li>Build services&#46;</li>
    <li>Design <b>databases</b></li></ul><!-- note --><p>5 years, Ph.D.</p></div>
    """

  private static let catalogDocuments = [
    #"{"format":"rolewise-catalog/1","name":"n","release":"1","licence":"none"}"#,
    #"""
    [{"id":1,"slug":"d","display_name":"D","rationale":"r","difficulty_hint":"well_known"}]
    """#,
    #"""
    [{"id":1,"slug":"a","display_name":"A","role_archetype":"Does a.","domain":"X","aliases":["A"],
    "kras":["Builds things for other people."],"dimensions":["d"]}]
    """#,
    #"""
    {"category":{"id":1,"name":"C"},"sub_categories":[{"id":2,"name":"S"}],"skills":[{"id":1,
    "slug":"go","display_name":"Go","sub_category_id":2,"skill_nature":"TOOL",
    "volatility":"STABLE","typical_lifespan":"EVERGREEN","version_strategy":"NOT_APPLICABLE",
    "match_strategy":"CASE_SENSITIVE","aliases":["Golang","Go language"],"dimensions":["d"]}]}
    """#,
  ]

  /// Writes the inputs of a reader into a folder of its name.
  static func write(for reader: Reader, to folder: String) throws {
    let path = folder + "/" + reader.rawValue
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (index, bytes) in try inputs(for: reader).enumerated() {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/seed-\(index)"))
    }
  }

  static func inputs(for reader: Reader) throws -> [[UInt8]] {
    func bytes(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
    switch reader {
    case .text: return bytes(text, html)
    case .rows: return bytes(#"{"id":"1","text":"Engineer","label":"x"}"# + "\n{}\n")
    case .labels: return bytes(#"{"roles":{"Backend Engineer":"backend-engineer"}}"#)
    case .policy:
      return bytes(try RecordCoding.text(Policy()), #"{"skill_floor":0.3,"kra_novelty":"shortlist"}"#)
    case .catalog:
      return [
        Array(catalogDocuments.joined(separator: String(decoding: Reader.separator, as: UTF8.self)).utf8)
      ]
    case .bundle: return bytes(bundle)
    case .safetensors:
      let header = Array(
        #"{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"__metadata__":{"k":"v"}}"#.utf8)
      let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
      return [length + header + [UInt8](repeating: 1, count: 16)]
    case .configuration:
      return bytes(
        #"""
        {"model_type":"bert","hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,
        "intermediate_size":16,"max_position_embeddings":32,"vocab_size":10,"hidden_act":"gelu"}
        """#)
    case .vocabulary:
      return bytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nw\n##ord\n##s\nwords\n,\n漢\n")
    case .index:
      let vectors = EmbeddingMatrix(dimension: 4, components: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
      let index = try KRAIndex(
        roles: [(id: 1, kraCount: 2), (id: 5, kraCount: 1)], vectors: vectors,
        modelIdentifier: "m", catalogVersion: "c")
      return [try saved { try index.save(to: $0) }]
    case .gazetteer:
      let gazetteer = Gazetteer(
        ["Go", "C++", ".NET", "Node.js", "İstanbul"].enumerated().map {
          Gazetteer.Entry(id: $0, text: $1)
        })
      return [try saved { try gazetteer.save(to: $0, identifier: identifier) }]
    case .store: return [try saved { path in try filledStore().export(to: path) }]
    case .release:
      return bytes("Code\tName\n1\ta\n2\tb\n", "Name,Code\r\n\"a \"\"b\"\", c\",1\r\n")
    case .request:
      return bytes(
        #"{"id":"1","text":"Engineer"}"#,
        #"{"line":3,"row":"{\"id\":\"1\",\"text\":\"Engineer\"}","file":"a.jsonl"}"#,
        #"{"line":4,"row_base64":"eyJpZCI6IjEifQ=="}"#)
    case .manifest:
      return bytes(
        #"""
        {"format":"rescore/1","has_vectors":false,"versions":{"arbiter":"evidence","catalog":"c",
        "engine":"0.1.0","learned":"l","model":"m","policy":"p","reader":"rules"}}
        """#)
    case .rescored:
      return bytes(
        rescored(slug: "a", other: "b") + String(decoding: Reader.separator, as: UTF8.self)
          + rescored(slug: "b", other: "a"))
    case .vectors:
      return bytes(#"{"id":"1","role":"a","vector":"AAAAAAAA8D8AAAAAAAAAAA=="}"# + "\n")
    }
  }

  /// A row of an output, with its line's end.
  private static func rescored(slug: String, other: String) -> String {
    func evidence(_ slug: String) -> String {
      #"{"has_title":true,"kra":0.6,"name":0.5,"probability":0.9,"skills":0.6,"slug":"\#(slug)","#
        + #""title":1,"words":0.2}"#
    }
    return #"{"calibrated_confidence":0.9,"case":"A","confidence":1,"evidence":["#
      + evidence(slug) + "," + evidence(other)
      + #"],"id":"1","input":"i","margin":0.8,"shortlist":[{"score":0.6,"slug":"\#(slug)"}],"#
      + #""slug":"\#(slug)"}"# + "\n"
  }

  private static func saved(_ save: (String) throws -> Void) throws -> [UInt8] {
    let path = NSTemporaryDirectory() + "rolewise-seed-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try save(path)
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// A store with a decided run, a rejected one, and what they queued.
  private static func filledStore() throws -> Store {
    let store = try Store.inMemory()
    try store.importCatalog(catalog())
    let pipeline = JDPipeline(store: store, embedder: HashingEmbedder())
    try waiting {
      _ = try await pipeline.classify(text)
      _ = try await pipeline.classify("Lorem ipsum dolor sit amet.")
    }
    return store
  }

  private static func waiting(_ body: @escaping @Sendable () async throws -> Void) throws {
    final class Outcome: Sendable { let error = Mutex<(any Error)?>(nil) }
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do { try await body() } catch { outcome.error.withLock { $0 = error } }
      done.signal()
    }
    done.wait()
    if let error = outcome.error.withLock({ $0 }) { throw error }
  }

  private static func catalog() -> Catalog {
    Catalog(
      information: CatalogInformation(name: "n", release: "1", licence: "none"),
      roles: [
        Role(
          id: 1, slug: "a", displayName: "A", archetype: "Does a.", domain: "X", aliases: ["A"],
          kras: ["Builds."], dimensionIDs: [1])
      ], skills: [],
      dimensions: [
        CatalogDimension(
          id: 1, slug: "d", displayName: "D", rationale: "r", difficultyHint: "well_known")
      ])
  }

  private static let bundle = #"""
    {"format":"run-bundle/1","run_id":"r","input":{"jd_text":"A\n\nBuild things."},"policy":{},
    "catalog":{"roles":[{"id":1,"slug":"a","display_name":"A","aliases":["A"],"kras":["Builds."],
    "domain":"X"}],"skills":[],"dimensions":[],"centroids":[],"next_ids":{"kra_queue":3}},
    "embeddings":[{"text":"Build things.","vector":"AACAPwAAAAA="}],
    "model_calls":[{"purpose":"parse_jd","response":{"JD_type":"pass","role":"A"}}],"expected":{}}
    """#
}
