import Foundation

extension Exemplars {
  /// The metadata key, and the name of the tensor [functions, ``FunctionSketch/dimensions``].
  static let key = "exemplars"

  /// The functions as the model file holds them.
  private struct Description: Codable {
    var version = 1
    var functions: [Entry]
  }

  /// The metadata text and the tensor.
  func parts() throws -> (text: String, tensor: Tensor) {
    let text = try JSONEncoder.canonical.text(of: Description(functions: entries))
    let shape = [sketches.count, FunctionSketch.dimensions]
    return (text, Tensor(shape: shape, elements: sketches.flatMap(\.elements)))
  }

  /// Reads exemplars of which nothing is trusted.
  ///
  /// - Parameters:
  ///   - text: The metadata text; nil when the file has none.
  ///   - tensor: The tensor; nil when the file has none.
  ///   - file: The file's name for errors.
  /// - Returns: Nil when the file has neither.
  /// - Throws: ``ModelFileError``.
  static func read(text: String?, tensor: Tensor?, file: String) throws(ModelFileError) -> Exemplars? {
    func fail(_ detail: String) -> ModelFileError { .inconsistent(file: file, detail: detail) }
    guard text != nil || tensor != nil else { return nil }
    guard let text, let tensor else { throw fail("it has only one part of its \"\(key)\"") }
    let bytes = Array(text.utf8)
    do throws(JSONSyntaxError) {
      _ = try StrictJSON.parse(bytes)
    } catch {
      throw .notAModel(file: file, detail: "in its \"\(key)\" \(error.message) (byte \(error.offset))")
    }
    guard let description = try? JSONDecoder().decode(Description.self, from: Data(bytes)) else {
      throw .notAModel(file: file, detail: "its \"\(key)\" lacks a value or has one of the wrong kind")
    }
    let functions = description.functions
    guard description.version == 1 else { throw fail("its \"\(key)\" have an unknown version") }
    guard functions.count <= countLimit, tensor.shape == [functions.count, FunctionSketch.dimensions] else {
      throw fail("the numbers of its \"\(key)\" contradict each other")
    }
    let names = functions.flatMap { [$0.project, $0.file, $0.name, $0.cve ?? "", $0.cwe ?? ""] }
    guard names.allSatisfy({ $0.count <= nameLimit }) else {
      throw fail("a name of its \"\(key)\" is too long")
    }
    let sketches = functions.indices.map { index in
      let start = index * FunctionSketch.dimensions
      return FunctionSketch(elements: Array(tensor.elements[start..<(start + FunctionSketch.dimensions)]))
    }
    let lengths = sketches.map { $0.similarity(to: $0) }
    guard lengths.allSatisfy({ $0 == 0 || abs($0 - 1) < 1e-3 }) else {
      throw fail("a sketch of its \"\(key)\" has not the length 1")
    }
    return Exemplars(entries: functions, sketches: sketches)
  }
}
