import Foundation

/// The functions beside one that are like it: those of its own folder.
public enum AlikeFunctions {
  /// More files of a folder are not looked at.
  private static let fileLimit = 500

  /// Looks for functions that are like another one.
  ///
  /// - Parameters:
  ///   - function: The function; its file is a path that can be opened.
  ///   - options: What is read of a folder.
  /// - Returns: Functions with a Jaccard similarity of about 0.8 or more, most similar first, without texts.
  public static func beside(
    _ function: CFunction, options: Repository.Options = Repository.Options()
  ) -> [(function: CFunction, similarity: Double)] {
    let url = URL(fileURLWithPath: function.file)
    let folder = url.deletingLastPathComponent().path
    let start = function.file.dropLast(url.lastPathComponent.count)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().filter {
      options.endings.include($0.utf8)
    }
    let own = LikenessSketch(of: function)
    let found = parallelMap(Array(names.prefix(fileLimit)), pieceSize: 1) { name -> [(CFunction, Double)] in
      let path = folder + "/" + name
      guard
        let source = try? SourceText(
          reading: FilePathBytes(path), sizeLimit: options.maximumFileSize, followsLink: false),
        let parser = try? FunctionParser()
      else { return [] }
      return parser.parse(source, file: start + name).functions.compactMap { other in
        let similarity = LikenessSketch(of: other).similarity(to: own)
        guard similarity >= DuplicateGroups.threshold else { return nil }
        if name == url.lastPathComponent, other.range == function.range { return nil }
        var other = other
        other.text = ""
        return (other, similarity)
      }
    }.flatMap(\.self)
    return found.sorted {
      ($1.1, $0.0.file, $0.0.range.startOffset) < ($0.1, $1.0.file, $1.0.range.startOffset)
    }.map { (function: $0.0, similarity: $0.1) }
  }
}
