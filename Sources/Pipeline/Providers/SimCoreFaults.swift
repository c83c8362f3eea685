public import SimCore

// SimCore knows no exit codes; these say whose fault its errors are.

extension ModelError: FaultError {
  public var fault: Fault {
    switch self {
    case .file: .missingInput
    default: .badData
    }
  }
}

extension IndexError: FaultError {
  public var fault: Fault {
    switch self {
    case .file(.unreadable): .missingInput
    case .file(.unwritable): .inputOutput
    default: .badData
    }
  }
}

extension FileError: FaultError {
  public var fault: Fault {
    switch self {
    case .unreadable: .missingInput
    case .unwritable: .inputOutput
    case .empty: .badData
    }
  }
}
