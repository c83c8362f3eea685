/// The times of many runs of the same work.
struct Measurement {
  /// Seconds of each run, ascending; never empty.
  let seconds: [Double]

  /// Times that were taken elsewhere, in seconds.
  ///
  /// - Precondition: there is one.
  init(_ seconds: [Double]) {
    precondition(!seconds.isEmpty, "no run was timed")
    self.seconds = seconds.sorted()
  }

  /// Runs `body` untimed for a tenth of `budget` (at least `warmUps` times), then times it until
  /// `budget` seconds have gone by and at least `minimumRuns` runs were made.
  init(
    budget: Double, warmUps: Int = 3, minimumRuns: Int = 20, _ body: (_ run: Int) throws -> Void
  ) rethrows {
    let clock = ContinuousClock()
    var start = clock.now
    var run = 0
    while run < warmUps || (clock.now - start).seconds < budget / 10 {
      try body(run)
      run += 1
    }
    var times: [Double] = []
    start = clock.now
    while times.count < minimumRuns || (clock.now - start).seconds < budget {
      let before = clock.now
      try body(times.count)
      times.append((clock.now - before).seconds)
    }
    seconds = times.sorted()
  }

  /// The time of all runs together.
  var total: Double { seconds.reduce(0, +) }

  /// The middle time in seconds; the mean of the two where their number is even.
  var median: Double {
    let middle = seconds.count / 2
    return seconds.count.isMultiple(of: 2)
      ? (seconds[middle - 1] + seconds[middle]) / 2 : seconds[middle]
  }

  /// The time in seconds that `share` of the runs do not exceed (nearest rank).
  func percentile(_ share: Double) -> Double {
    let rank = Int((share * Double(seconds.count)).rounded(.up))
    return seconds[min(max(rank, 1), seconds.count) - 1]
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
