import Pipeline

/// Which fold each row is held out in.
struct Folds: Sendable {
  /// As many as were asked for, and no more than there are rows: none is empty.
  let count: Int
  let ofRow: [Int]

  /// Rows of one role in the order of a hash of their ids, dealt out in turn; each role goes on
  /// where the last one stopped, so that the folds' sizes differ by one at most.
  init(_ rows: [EvaluationRow], count: Int) {
    let count = max(1, min(count, rows.count))
    self.count = count
    let order = rows.indices.map { index in
      (slug: rows[index].slug, rank: RunIdentifier.named(rows[index].id), index: index)
    }.sorted { ($0.slug, $0.rank, $0.index) < ($1.slug, $1.rank, $1.index) }
    var folds = [Int](repeating: 0, count: rows.count)
    for (position, row) in order.enumerated() { folds[row.index] = position % count }
    ofRow = folds
  }
}
