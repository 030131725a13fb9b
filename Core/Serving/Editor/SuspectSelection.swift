/// Shows suspects by selecting them.
enum SuspectSelection {
  /// Selects the head of every suspect, never a body: what is typed next replaces what is selected.
  static func highlighted(_ scan: BufferScan) -> EditorResponse {
    let suspects = scan.suspects
    guard !suspects.isEmpty else { return .message(FileCheck.noSuspects(scan)) }
    return .select(suspects.map(\.signature))
  }

  /// Puts the cursor at the name of the first suspect after it, or of the first in the file after the last.
  static func next(_ scan: BufferScan, after buffer: EditorBuffer) -> EditorResponse {
    let names = scan.suspects.map(\.name.start)
    return moved(to: names.first { $0 > buffer.cursor } ?? names.first, scan, in: buffer)
  }

  /// Puts the cursor at the name of the last suspect before it, or of the last in the file before the first.
  static func previous(_ scan: BufferScan, before buffer: EditorBuffer) -> EditorResponse {
    let names = scan.suspects.map(\.name.start)
    return moved(to: names.last { $0 < buffer.cursor } ?? names.last, scan, in: buffer)
  }

  private static func moved(
    to place: TextPosition?, _ scan: BufferScan, in buffer: EditorBuffer
  ) -> EditorResponse {
    guard let place else { return .message(FileCheck.noSuspects(scan)) }
    let selections = [TextRange(at: place)]
    guard selections != buffer.selections else {
      return .message(
        "This is the only suspect function of \(counting: scan.functions.count, "function").")
    }
    return .select(selections)
  }
}
