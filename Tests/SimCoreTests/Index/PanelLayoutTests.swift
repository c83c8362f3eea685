@testable import SimCore
import Testing

/// Every KRA has one place in the panels, and little room is wasted.
@Suite struct PanelLayoutTests {
  private func layout(_ counts: [Int]) -> PanelLayout {
    var first = 0
    return PanelLayout(
      roles: counts.enumerated().map { id, count in
        defer { first += count }
        return KRAIndex.Role(id: id, rows: first..<first + count)
      })
  }

  @Test("each row once, each lane one piece, no panel higher than its highest piece")
  func places() {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      let most = [1, 3, 20, 300, 1500][round % 5]
      let counts = (0..<Int.random(in: 1...120, using: &generator)).map { _ in
        Int.random(in: 1...most, using: &generator)
      }
      let layout = layout(counts)
      var next = 0
      var lanes: Set<Int32> = []
      for piece in layout.pieces {
        #expect(piece.firstRow == next && (1...64).contains(piece.height), "seed \(seed)")
        #expect(lanes.insert(piece.lane).inserted, "seed \(seed)")
        let panel = Int(piece.lane) / 16
        let height = layout.panelStarts[panel + 1] - layout.panelStarts[panel]
        #expect(Int(piece.height) <= height, "seed \(seed)")
        next += Int(piece.height)
      }
      #expect(next == counts.reduce(0, +), "seed \(seed)")
      for position in counts.indices {
        let pieces = layout.pieces(ofRole: position)
        #expect(pieces.reduce(0) { $0 + Int($1.height) } == counts[position], "seed \(seed)")
        let isWhole = pieces.count == 1
        #expect(layout.dividedRoles.contains(position) != isWhole, "seed \(seed)")
        for piece in pieces {
          let holder = layout.wholeRoleOfLane[Int(piece.lane)]
          #expect(holder == (isWhole ? Int32(position) : -1), "seed \(seed)")
        }
      }
    }
  }

  @Test(
    "panel rows over a sixteenth of the KRAs: few, whatever the shape",
    arguments: [
      [1000] + Array(repeating: 1, count: 500), Array(repeating: 10, count: 250), [1000],
      Array(repeating: 1, count: 250), (1...400).map { $0 % 60 + 1 }, [5000, 1, 1, 1],
    ])
  func waste(counts: [Int]) {
    let kras = counts.reduce(0, +)
    let least = (kras + 15) / 16
    #expect(layout(counts).panelRowCount <= least + max(8, least / 20))
  }

  @Test func noRoles() {
    #expect(layout([]).panelRowCount == 0)
    #expect(layout([]).panelCount == 0)
  }
}
