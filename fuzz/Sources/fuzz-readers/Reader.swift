import Foundation

@testable import Catalogs
@testable import Evaluation
@testable import Pipeline
@testable import Rescoring
@testable import SimCore

/// What is read from files. A reader may refuse any bytes; it may not end the process.
enum Reader: String, CaseIterable {
  case text, rows, labels, policy, catalog, bundle, safetensors, configuration, vocabulary
  case index = "kra-index"
  case gazetteer
  case store = "store-import"
  case release
  case request = "worker-request"
  case manifest = "rescore-manifest"
  case rescored = "rescored-rows"
  case vectors = "rescored-vectors"

  /// Stands between the documents of a catalog in one input.
  static let separator = Array("\n%%\n".utf8)

  private static let folder = NSTemporaryDirectory() + "rolewise-fuzz-\(getpid())"
  private static let isFolderMade: Bool = {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return true
  }()

  /// Reads one input; refusals are what is wanted of bad ones.
  func read(_ bytes: [UInt8]) {
    do {
      try accept(bytes)
    } catch {
      // Every refusal must be able to say what is wrong.
      precondition(!"\(error)".isEmpty)
    }
  }

  private func file(_ bytes: [UInt8], _ name: String = "input") throws -> String {
    let path = Self.folder + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Reads one input; throws what the reader refuses it with.
  func accept(_ bytes: [UInt8]) throws {
    precondition(Self.isFolderMade)
    switch self {
    case .text:
      let text = JDText(try JDInput.text(from: bytes))
      let reading = RuleParser.parse(text)
      for span in reading.spans { precondition(span.start >= 0 && span.end <= bytes.count) }
      _ = SentenceSplitter.distinctSentences(of: reading.parsed.responsibilityText)
    case .rows:
      var lines = try FileLines(path: file(bytes))
      while let line = try lines.next() { _ = try? JDRow(line: line, number: lines.number) }
    case .labels: _ = try EvaluationLabels(file: file(bytes))
    case .policy: _ = try Policy(file: file(bytes))
    case .catalog: try readCatalog(bytes)
    case .bundle: try replay(bytes)
    case .safetensors:
      let tensors = try Safetensors(path: file(bytes))
      for (name, entry) in tensors.entries { _ = try? tensors.tensor(name, shape: entry.shape) }
      _ = tensors.fingerprint()
    case .configuration:
      try FileManager.default.createDirectory(
        atPath: Self.folder + "/model", withIntermediateDirectories: true)
      _ = try file(bytes, "model/config.json")
      _ = try ModelConfiguration(folder: Self.folder + "/model")
    case .vocabulary:
      let tokenizer = try WordPieceTokenizer(vocabularyText: bytes, maximumTokenCount: 32)
      _ = tokenizer.encode("Wörter, words [SEP] 漢字")
    case .index: try readIndex(bytes)
    case .gazetteer:
      let gazetteer = try Gazetteer(mapping: file(bytes), identifier: Seeds.identifier)
      let text = Array("Go, C++ and .NET with Node.js in İstanbul".utf8)
      for match in gazetteer.matches(in: text) {
        precondition(match.start >= 0 && match.start < match.end && match.end <= text.count)
      }
    case .store: try importStore(bytes)
    case .release: try readRelease(bytes)
    case .request:
      let row = WorkerRequest.inputRow(bytes, number: 1)
      if case .bad(let reason) = row.content { precondition(!reason.isEmpty) }
    case .manifest:
      _ = try file(bytes, "out.manifest")
      _ = try RescoreManifest.read(of: Self.folder + "/out")
    case .rescored:
      let outputs = parts(bytes)
      let new = try file(outputs.count > 1 ? outputs[1] : outputs[0], "new")
      let difference = try RescoreDiff(old: file(outputs[0], "old"), new: new)
      precondition(difference.flipCount <= difference.rowCount && !difference.text.isEmpty)
    case .vectors:
      var rebuild = CentroidRebuild()
      try rebuild.add(file: file(bytes))
    }
  }

  private func parts(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var rest = bytes[...]
    while let range = Data(rest).range(of: Data(Self.separator)) {
      parts.append(Array(rest.prefix(range.lowerBound)))
      rest = rest.dropFirst(range.upperBound)
    }
    return parts + [Array(rest)]
  }

  private func readCatalog(_ bytes: [UInt8]) throws {
    let names = ["catalog.json", "dimensions.json", "roles/a.json", "skills/a.json"]
    for folder in ["catalog/roles", "catalog/skills"] {
      try FileManager.default.createDirectory(
        atPath: Self.folder + "/" + folder, withIntermediateDirectories: true)
    }
    let documents = parts(bytes)
    for (index, name) in names.enumerated() {
      _ = try file(index < documents.count ? documents[index] : [], "catalog/" + name)
    }
    let catalog = try CatalogFolder.read(Self.folder + "/catalog")
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    let loaded = try store.loadCatalog().catalog
    precondition(loaded == catalog)
    _ = CatalogVerification.breaches(of: catalog)
    _ = CatalogLookup(catalog)
  }

  private func readRelease(_ bytes: [UInt8]) throws {
    let path = try file(bytes)
    for format in [DelimitedTable.Format.tabs, .commas] {
      _ = try? DelimitedTable.rows(of: path, format: format, columns: ["Code"], optional: ["Name"])
    }
  }

  private func replay(_ bytes: [UInt8]) throws {
    let bundle = try Replay.bundle(at: file(bytes))
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      _ = try? await Replay.differences(in: bundle)
      done.signal()
    }
    done.wait()
  }

  private func readIndex(_ bytes: [UInt8]) throws {
    let path = try file(bytes)
    let index = try KRAIndex(mapping: path)
    let isWhole = (try? KRAIndex.verify(path: path)) != nil
    // An index is scored whether its body was verified or not.
    guard index.dimension <= 4096, index.kraCount <= 65_536 else { return }
    var sentences = EmbeddingMatrix(dimension: index.dimension)
    sentences.append((0..<index.dimension).map { $0 == 0 ? 1 : 0 })
    let shortlist = RoleScorer(index: index).shortlist(for: sentences)
    precondition(!isWhole || shortlist.count <= index.kraCount)
  }

  private func importStore(_ bytes: [UInt8]) throws {
    let lines = try FileLines(path: file(bytes))
    var reader = StoreImport(source: "input")
    // A changed line never has the checksum of the whole.
    reader.checksChecksum = false
    try reader.check(lines)
  }
}
