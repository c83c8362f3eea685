import Foundation
import SimCore
import Testing

@testable import Pipeline
@testable import Rescoring

/// Centroids from vectors files have the same bits whatever the sharding.
@Suite struct CentroidRebuildTests {
  @Test func anyShardingGivesTheSameBits() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<6)
    try library.write(SmallLibrary.rows(0..<60, withBadRows: true), to: "ads.jsonl")
    try await library.rescore(
      store, .lines(path: library.path("ads.jsonl")), to: "out", vectors: "vectors")
    var whole = CentroidRebuild()
    try whole.add(file: library.path("vectors"))
    #expect(Set(whole.centroids.keys) == ["baker", "welder"])
    let lines = try library.bytes("vectors").split(separator: 0x0A).map { Array($0) + [0x0A] }
    #expect(lines.count == 96)
    for shardCount in [2, 3, 17] {
      var shards = (0..<shardCount).map { _ in CentroidRebuild() }
      for (shard, lines) in Dictionary(grouping: lines.shuffled(), by: { $0.count % shardCount }) {
        try library.write(lines.joined(), to: "shard")
        try shards[shard].add(file: library.path("shard"))
      }
      var merged = CentroidRebuild()
      for shard in shards.shuffled() { merged.merge(shard) }
      #expect(try merged.lines == whole.lines)
    }
  }

  @Test func equalsWhatTheStoreLearned() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<20)
    try await library.rescore(store, .runs(of: store), to: "out", vectors: "vectors")
    // The roles that the runs were learned for, in the place of those decided now.
    var rebuild = CentroidRebuild()
    let lines = try library.bytes("vectors").split(separator: 0x0A)
    for (number, line) in lines.enumerated() {
      let row = try JSONDecoder().decode(VectorRow.self, from: line)
      rebuild.add(row.components, role: number.isMultiple(of: 2) ? "baker" : "welder")
    }
    let frozen = try await FrozenPipeline(
      JDPipeline(store: store, embedder: HashingEmbedder(dimension: 64)))
    #expect(rebuild.centroids["baker"] == frozen.centroids[1])
    #expect(rebuild.centroids["welder"] == frozen.centroids[2])
  }

  @Test func refusesWhatIsNoVector() throws {
    let library = try SmallLibrary()
    try library.write(
      Data("{\"id\":\"1\",\"role\":\"a\",\"vector\":\"AAAA\"}\n".utf8), to: "vectors")
    var rebuild = CentroidRebuild()
    #expect(throws: RescoreError.badVector(path: library.path("vectors"), line: 1)) {
      try rebuild.add(file: library.path("vectors"))
    }
  }
}
