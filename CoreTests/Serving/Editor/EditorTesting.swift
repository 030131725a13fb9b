import Foundation

@testable import Core

/// What the tests of editor commands share.
enum EditorTesting {
  /// A model whose scores differ, with a threshold of choice, as the app hands it over.
  static func source(
    in folder: TemporaryFolder, threshold: Float = 0.5, seed: UInt64 = 1
  ) throws -> DetectorSource {
    var model = try SampleModel.make(maximumStatements: 40, seed: seed, scale: 2)
    model.threshold = threshold
    return try source(in: folder, model: model)
  }

  static func source(in folder: TemporaryFolder, model: ModelFile) throws -> DetectorSource {
    let file = folder.url.appending(path: "sample.vulnmodel")
    try model.write(to: file)
    let shared = SharedModelFolder(url: folder.url.appending(path: "Models"))
    try shared.choose(file)
    return DetectorSource(folder: shared)
  }

  static func buffer(
    _ text: String, cursor: TextPosition = TextPosition(line: 0, column: 0),
    contentType: String = "public.c-source"
  ) -> EditorBuffer {
    EditorBuffer(
      lines: BufferText(text).lines, selections: [TextRange(at: cursor)], contentType: contentType)
  }

  /// The text after a response.
  static func text(of buffer: EditorBuffer, after response: EditorResponse) -> String {
    var lines = buffer.lines
    if case .edit(let edits, _) = response {
      for edit in edits { edit.apply(to: &lines) }
    }
    return lines.joined()
  }
}
