import Foundation

/// The forward pass of BERT (Devlin et al. 2019) in f64, as slow as it is written.
enum PlainBERT {
  typealias Rows = [[Double]]

  /// The unit vector of a sentence: the mean of the last layer's rows, or its first row.
  static func sentenceVector(
    _ model: TinyModel, tokens: [Int32], firstRowOnly: Bool
  ) -> [Double] {
    let words = rows(model, "embeddings.word_embeddings.weight")
    let positions = rows(model, "embeddings.position_embeddings.weight")
    let types = rows(model, "embeddings.token_type_embeddings.weight")
    var hidden: Rows = tokens.enumerated().map { position, token in
      norm(
        model, "embeddings.LayerNorm",
        add(add(words[Int(token)], positions[position]), types[0]))
    }
    for layer in 0..<model.layers {
      let at = "encoder.layer.\(layer)."
      let attended = attention(model, at + "attention.self.", hidden)
      hidden = zip(hidden, linear(model, at + "attention.output.dense", attended)).map {
        norm(model, at + "attention.output.LayerNorm", add($0, $1))
      }
      let inner = linear(model, at + "intermediate.dense", hidden).map { $0.map(gelu) }
      hidden = zip(hidden, linear(model, at + "output.dense", inner)).map {
        norm(model, at + "output.LayerNorm", add($0, $1))
      }
    }
    let taken = firstRowOnly ? [hidden[0]] : hidden
    let sum = taken.dropFirst().reduce(taken[0], add)
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sum.map { $0 / length }
  }

  static func gelu(_ x: Double) -> Double { 0.5 * x * (1 + erf(x / 2.0.squareRoot())) }

  static func softmax(_ values: [Double]) -> [Double] {
    let largest = values.max() ?? 0
    let powers = values.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  static func layerNorm(
    _ values: [Double], weight: [Double], shift: [Double], epsilon: Double
  ) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    let variance =
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return values.indices.map {
      (values[$0] - mean) / (variance + epsilon).squareRoot() * weight[$0] + shift[$0]
    }
  }

  // MARK: - Parts

  private static func attention(_ model: TinyModel, _ at: String, _ hidden: Rows) -> Rows {
    let query = linear(model, at + "query", hidden)
    let key = linear(model, at + "key", hidden)
    let value = linear(model, at + "value", hidden)
    let size = model.hidden / model.heads
    return query.map { queryRow in
      (0..<model.heads).flatMap { head in
        let columns = head * size..<(head + 1) * size
        let weights = softmax(
          key.map { dot(queryRow[columns], $0[columns]) / Double(size).squareRoot() })
        return columns.map { column in
          zip(weights, value).reduce(0) { $0 + $1.0 * $1.1[column] }
        }
      }
    }
  }

  private static func linear(_ model: TinyModel, _ name: String, _ input: Rows) -> Rows {
    let weight = rows(model, name + ".weight")
    let bias = rows(model, name + ".bias")[0]
    return input.map { row in
      weight.indices.map { dot(row[...], weight[$0][...]) + bias[$0] }
    }
  }

  private static func norm(_ model: TinyModel, _ name: String, _ row: [Double]) -> [Double] {
    layerNorm(
      row, weight: rows(model, name + ".weight")[0], shift: rows(model, name + ".bias")[0],
      epsilon: model.epsilon)
  }

  private static func rows(_ model: TinyModel, _ name: String) -> Rows {
    guard let tensor = model.tensors[name], let width = tensor.shape.last else { return [[]] }
    return stride(from: 0, to: tensor.values.count, by: width).map { start in
      tensor.values[start..<start + width].map(Double.init)
    }
  }

  private static func add(_ left: [Double], _ right: [Double]) -> [Double] {
    zip(left, right).map(+)
  }

  private static func dot(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
