@testable import SimCore

extension PanelLayout {
  /// The pieces of a role.
  func pieces(ofRole position: Int) -> ArraySlice<Piece> {
    pieces[pieceRange(ofRole: position)]
  }
}
