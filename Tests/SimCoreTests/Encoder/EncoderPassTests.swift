@testable import SimCore
import Testing

/// The passes of every kernel set that this machine can run against f64 definitions, over sizes and
/// row counts that leave all kinds of tails.
@Suite struct EncoderPassTests {
  private let seed: UInt64 = .random(in: 0 ... .max)

  private func matrix(
    _ rows: Int, _ columns: Int, padded: Bool = false, _ element: () -> Float
  ) -> FloatMatrix {
    let width = padded ? FloatMatrix.padded(columns) : columns
    let matrix = FloatMatrix(rowCount: rows, columnCount: width)
    for row in 0..<rows {
      for column in 0..<columns { matrix[row, column] = element() }
    }
    return matrix
  }

  private func row(_ matrix: FloatMatrix, _ row: Int, _ count: Int) -> [Double] {
    (0..<count).map { Double(matrix[row, $0]) }
  }

  private func layer(
    _ weight: FloatMatrix, _ bias: FloatMatrix, _ precision: Precision, _ kernel: Kernel
  ) -> PackedLinear {
    let format = PackedLinear.Format(precision, kernel: kernel)
    let inputs = FloatMatrix.padded(weight.columnCount)
    let outputs = FloatMatrix.padded(weight.rowCount)
    let layer = PackedLinear(
      region: MemoryRegion(
        byteCount: PackedLinear.byteCount(format, inputs: inputs, outputs: outputs)),
      byteOffset: 0, format: format, inputs: inputs, outputs: outputs)
    let isFinite = layer.pack(
      weight, bias: bias, rows: .init(size: weight.rowCount),
      columns: .init(size: weight.columnCount))
    #expect(isFinite)
    return layer
  }

  private func scratch(rows: Int, longest: Int = 0, widest: Int, headStride: Int = 16)
    -> FloatMatrix
  {
    FloatMatrix(
      rowCount: 1,
      columnCount: FloatMatrix.scratchCount(
        rowCount: rows, longest: longest, widest: widest, headStride: headStride))
  }

  @Test("integer products are exact in f32 and bf16", arguments: Kernel.supported)
  func integerProducts(kernel: Kernel) {
    var generator = SeededGenerator(seed: seed)
    func integer() -> Float { Float(Int.random(in: -9...9, using: &generator)) }
    for (outputs, inputs) in [(1, 1), (16, 16), (33, 5), (48, 400), (20, 769)] {
      let weight = matrix(outputs, inputs, integer)
      let bias = matrix(1, outputs, integer)
      for precision in [Precision.f32, .bf16] {
        let layer = layer(weight, bias, precision, kernel)
        for rows in Array(1...16) + [29, 43] {
          let input = matrix(rows, inputs, padded: true, integer)
          let output = matrix(rows, outputs, padded: true) { 2 }
          let memory = scratch(rows: rows, widest: input.columnCount)
          for accumulates in [true, false] {
            layer.apply(
              input, to: output, accumulates: accumulates, scratch: memory, kernel: kernel)
            for row in 0..<rows {
              for column in 0..<outputs {
                let exact = (0..<inputs).reduce(bias[0, column] + (accumulates ? 2 : 0)) {
                  $0 + input[row, $1] * weight[column, $1]
                }
                #expect(output[row, column] == exact, "\(rows) rows, \(precision)")
              }
              for column in outputs..<output.columnCount { #expect(output[row, column] == 0) }
            }
          }
        }
      }
    }
  }

  @Test("int8 within a step of weights and of activations", arguments: Kernel.supported)
  func int8Products(kernel: Kernel) {
    var generator = SeededGenerator(seed: seed)
    func random() -> Float { Float.random(in: -1...1, using: &generator) }
    for (outputs, inputs) in [(16, 16), (7, 33), (48, 400), (20, 1536)] {
      let weight = matrix(outputs, inputs, random)
      let bias = matrix(1, outputs, random)
      let layer = layer(weight, bias, .int8, kernel)
      let rows = 13
      let input = matrix(rows, inputs, padded: true, random)
      let output = matrix(rows, outputs, padded: true) { 0 }
      layer.apply(
        input, to: output, accumulates: false,
        scratch: scratch(rows: rows, widest: input.columnCount), kernel: kernel)
      for r in 0..<rows {
        let values = row(input, r, inputs)
        for column in 0..<outputs {
          let weights = row(weight, column, inputs)
          let exact = zip(values, weights).reduce(Double(bias[0, column])) { $0 + $1.0 * $1.1 }
          // Half a step of each (1/64 and 2/255 of the largest at most) on every product.
          let bound = Double(inputs) * (0.5 / 64 + 0.5 * 2 / 255 + 1e-4)
          #expect(abs(Double(output[r, column]) - exact) < bound)
          // Errors are independent: the typical one is far under the bound.
          #expect(abs(Double(output[r, column]) - exact) < 0.05 * Double(inputs).squareRoot())
        }
      }
    }
  }

  @Test("a row has the same bits whatever rows stand beside it", arguments: Kernel.supported)
  func rowsAlone(kernel: Kernel) {
    var generator = SeededGenerator(seed: seed)
    func random() -> Float { Float.random(in: -1...1, using: &generator) }
    let weight = matrix(50, 500, random)
    let bias = matrix(1, 50, random)
    let input = matrix(31, 500, padded: true, random)
    for precision in Precision.allCases {
      let layer = layer(weight, bias, precision, kernel)
      let memory = scratch(rows: 31, widest: input.columnCount)
      let together = matrix(31, 50, padded: true) { 0 }
      layer.apply(input, to: together, accumulates: false, scratch: memory, kernel: kernel)
      for first in 0..<31 {
        for count in [1, 2, 3, 5, 14] where first + count <= 31 {
          let some = matrix(count, 50, padded: true) { 0 }
          layer.apply(
            input.rows(first..<first + count), to: some, accumulates: false, scratch: memory,
            kernel: kernel)
          #expect(some.elements() == together.rows(first..<first + count).elements())
        }
      }
    }
  }

  @Test("GELU within 4e-7 of x·Φ(x) relative to max(1, |x|)", arguments: Kernel.supported)
  func gelu(kernel: Kernel) {
    // With identities above and below, the feed-forward pass adds GELU to its output.
    let identity = matrix(16, 16) { 0 }
    for index in 0..<16 { identity[index, index] = 1 }
    let zero = matrix(1, 16) { 0 }
    let layer = layer(identity, zero, .f32, kernel)
    var x: Float = -12
    while x < 12 {
      let input = matrix(3, 16) {
        x += 0.013
        return x
      }
      let output = matrix(3, 16) { 0 }
      layer.feedForward(
        input, down: layer, addingTo: output, scratch: scratch(rows: 3, widest: 16),
        kernel: kernel)
      for (input, output) in zip(input.elements(), output.elements()) {
        let expected = PlainBERT.gelu(Double(input))
        #expect(abs(Double(output) - expected) < 4e-7 * max(1, abs(Double(input))), "at \(input)")
      }
    }
  }

  @Test("LayerNorm within 2e-4 of f64; narrow rows magnify rounding", arguments: Kernel.supported)
  func layerNorm(kernel: Kernel) {
    var generator = SeededGenerator(seed: seed)
    func random() -> Float { Float.random(in: -2...2, using: &generator) }
    for width in [1, 2, 5, 16, 32, 100, 384] {
      let weight = matrix(1, width, padded: true, random)
      let shift = matrix(1, width, padded: true, random)
      let values = matrix(3, width, padded: true, random)
      let before = (0..<3).map { row(values, $0, width) }
      values.layerNorm(
        columns: width, weight: weight, shift: shift, epsilon: 1e-5, kernel: kernel)
      for r in 0..<3 {
        let expected = PlainBERT.layerNorm(
          before[r], weight: row(weight, 0, width), shift: row(shift, 0, width),
          epsilon: Double(Float(1e-5)))
        for column in 0..<width {
          #expect(abs(Double(values[r, column]) - expected[column]) < 2e-4, "seed \(seed)")
        }
        for column in width..<values.columnCount { #expect(values[r, column] == 0) }
      }
    }
  }

  @Test(
    "attention against softmax(Q·Kᵀ)·V; large scores do not overflow",
    arguments: Kernel.supported)
  func attention(kernel: Kernel) {
    var generator = SeededGenerator(seed: seed)
    for (tokens, heads, headStride, reach) in [
      (1, 1, 16, Float(1)), (2, 3, 16, 1), (16, 2, 32, 1), (17, 2, 32, 40), (19, 12, 32, 1),
      (50, 1, 64, 5), (256, 1, 32, 3),
    ] {
      let width = heads * headStride
      let projections = matrix(tokens, 3 * width) {
        Float.random(in: -reach...reach, using: &generator)
      }
      let context = matrix(tokens, width) { -1 }
      context.assignAttention(
        projections, headCount: heads,
        scratch: scratch(rows: tokens, longest: tokens, widest: width, headStride: headStride),
        kernel: kernel)
      for token in 0..<tokens {
        for head in 0..<heads {
          let columns = head * headStride..<(head + 1) * headStride
          let scores = (0..<tokens).map { other in
            columns.reduce(0.0) {
              $0 + Double(projections[token, $1]) * Double(projections[other, width + $1])
            }
          }
          let weights = PlainBERT.softmax(scores)
          for column in columns {
            let expected = (0..<tokens).reduce(0.0) {
              $0 + weights[$1] * Double(projections[$1, 2 * width + column])
            }
            // Scores of some thousands are off by some 1e-4 in f32, and so are their exponentials.
            let tolerance = 2e-6 * Double(reach) * (1 + Double(reach * reach) * 8)
            #expect(abs(Double(context[token, column]) - expected) < tolerance, "seed \(seed)")
          }
        }
      }
    }
  }

  @Test func pooling() {
    let result = matrix(2, 2) { -1 }
    let values = matrix(3, 2, padded: true) { 0 }
    result.assignPooledRow(0, from: values, firstRowOnly: false)
    #expect(result.elements() == [0, 0, -1, -1], "a zero mean stays zero")
    values[0, 0] = 3
    values[1, 1] = 4
    result.assignPooledRow(0, from: values, firstRowOnly: false)
    result.assignPooledRow(1, from: values, firstRowOnly: true)
    #expect(result.elements() == [0.6, 0.8, 1, 0])
  }
}
