import Pipeline

extension RunView {
  /// The client output in a few lines; empty where there is none.
  var enrichment: String {
    guard let output = clientOutput else { return "" }
    let index = output.aiIndex
    var lines = [
      "What the job is like" + (output.isSparse ? " (the text says little)" : ""),
      "  nature of work: \(output.natureOfWork.label)\(mark(output.natureOfWork.source))",
      "    \(output.natureOfWork.summary)",
    ]
    if let quote = output.natureOfWork.quote { lines.append("    \"\(quote)\"") }
    lines.append(
      "  technology: \(output.techStackMaturity.label)\(mark(output.techStackMaturity.source))")
    lines.append("    \(output.techStackMaturity.why)")
    let parts = index.parts.held.map(\.label).joined(separator: ", ")
    lines.append(
      "  AI index: \(index.value.decimals(2)) / 5\(mark(index.source))"
        + (parts.isEmpty ? "" : " · \(parts)"))
    lines += output.skillClusters.map { cluster in
      "  \(cluster.name): \(cluster.skills.map(\.name).joined(separator: ", "))"
    }
    return lines.joined(separator: "\n")
  }

  private func mark(_ source: ClientOutput.Source) -> String {
    source == .jd ? "" : " (typical of the role)"
  }
}
