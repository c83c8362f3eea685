import CSimKernels
import Synchronization

/// The KRA vectors of an index in the form that the f32 screen reads: panels of 16 lanes, as in
/// `ScreenPanels`, of whole f32 components (`sim_screen.h` gives the bytes).
@safe
struct FloatPanels: Sendable {
  let layout: PanelLayout
  let dimension: Int
  private let region: MemoryRegion

  /// The largest dimension whose rounding bound is proven.
  static let largestDimension = 1 << 16

  /// Packs finite vectors. O(KRAs · dimension).
  init(layout: PanelLayout, rows: VectorRows, dimension: Int) {
    let rowByteCount = sim_screen_float_row_bytes(dimension)
    let region = MemoryRegion(byteCount: layout.panelRowCount * rowByteCount)
    let buffer = rows.buffer(rowCount: 1, columnCount: dimension)
    layout.forEachPlace { panelRow, lane, row in
      let start = unsafe region.floats(atByteOffset: panelRow * rowByteCount)
      guard let row else { return unsafe sim_screen_float_clear(start, lane, dimension) }
      rows.withRows(row..<row + 1, buffer: buffer) { vector in
        unsafe sim_screen_float_pack(start, lane, vector.packedElements, dimension)
      }
    }
    self.layout = layout
    self.dimension = dimension
    self.region = region
  }

  /// Writes the bounds of one panel's KRAs with the query's sentences, as `ScreenPanels.bound`
  /// does.
  func bound(panel: Int, query: ScreenQuery, kernel: Kernel, bounds: FloatMatrix) {
    let start = layout.panelStarts[panel]
    unsafe query.withQuery { pointer in
      unsafe bounds.withMutableRow(panel) { numbers in
        unsafe sim_screen_float_panel(
          kernel.code, pointer,
          region.floats(atByteOffset: start * sim_screen_float_row_bytes(dimension)),
          layout.panelStarts[panel + 1] - start, numbers)
      }
    }
  }

  /// The panels of an index, packed when a scorer first asks for them.
  final class Cache: Sendable {
    private let panels = Mutex<FloatPanels?>(nil)

    func panels(of index: KRAIndex) -> FloatPanels? {
      guard index.dimension <= FloatPanels.largestDimension else { return nil }
      return panels.withLock { panels in
        let packed =
          panels ?? FloatPanels(layout: index.layout, rows: index.rows, dimension: index.dimension)
        panels = packed
        return packed
      }
    }
  }
}
