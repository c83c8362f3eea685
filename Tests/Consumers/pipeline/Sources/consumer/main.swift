// Tests/Consumers/pipeline
import Catalogs
import Pipeline
import SimCore

let store = try Store(path: "library.db")
try store.importCatalog(CatalogFolder.read("data/catalog"))
let model = try SentenceEncoder(folder: ".cache/model")
let pipeline = JDPipeline(store: store, embedder: EncoderEmbedder(model))
let run = try await pipeline.classify("Flutter Developer\n\nYou will build mobile apps in Dart.")
if let decision = run.extractFromJD.stage4Decision {
  print(decision.chosenRole?.displayName ?? "a new role", "by case", decision.decisionCase.rawValue)
}
for pair in run.record.chosenRolePairs { print(pair.similarity, pair.sentence, "↔", pair.kraText) }
