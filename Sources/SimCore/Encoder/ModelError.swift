/// Why a model folder cannot be used.
public enum ModelError: Error, Equatable, CustomStringConvertible {
  /// A file of the folder is missing or cannot be read.
  case file(FileError)
  /// A JSON file does not say what it must.
  case configuration(file: String, reason: String)
  /// `model.safetensors` breaks its format.
  case malformedWeights(file: String, reason: String)
  /// The weights lack a tensor that the configuration calls for.
  case missingTensor(name: String, file: String)
  /// A tensor has another shape than the configuration calls for.
  case wrongShape(name: String, expected: [Int], found: [Int])
  /// The vocabulary cannot be used.
  case vocabulary(file: String, reason: String)

  public var description: String {
    switch self {
    case .file(let error):
      "the model folder is incomplete: \(error); run scripts/bootstrap or give --model DIR"
    case .configuration(let file, let reason):
      "\(file): \(reason); give the folder of a BERT-family sentence-transformers model"
    case .malformedWeights(let file, let reason):
      "\(file) is no usable safetensors file: \(reason); download the model again"
    case .missingTensor(let name, let file):
      "\(file) lacks the tensor \(name); download the model again"
    case .wrongShape(let name, let expected, let found):
      "tensor \(name) has shape \(found), the configuration calls for \(expected)"
    case .vocabulary(let file, let reason):
      "\(file): \(reason); download the model again"
    }
  }
}
