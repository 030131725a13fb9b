import Foundation
import Testing

@testable import Core

/// An array of a golden file: shape and row-major elements in double precision.
struct GoldenArray: Decodable {
  var shape: [Int]
  var data: [Double]

  /// A matrix of the same elements; a vector becomes one row, leading axes are merged.
  var matrix: Matrix {
    let columns = shape.last ?? 1
    let rows = shape.dropLast().reduce(1, *)
    return Matrix(rows: rows, columns: columns, data.map { Float($0) })
  }
}

/// The functions of a golden file as it writes them down.
struct GoldenBatch: Decodable {
  var op: GoldenArray
  var n: GoldenArray
  var tokens: [[[Int32]]]

  /// The same functions as the network reads them.
  var batch: Batch {
    let length = op.shape[1]
    var offsets: [Int32] = [0]
    var flat: [Int32] = []
    for statement in tokens.flatMap({ $0 }) {
      flat += statement
      offsets.append(Int32(flat.count))
    }
    return Batch(
      length: length, lengths: n.data.map { Int32($0) }, opcodes: op.data.map { UInt8($0) },
      tokenOffsets: offsets, tokens: flat)
  }
}

/// All golden files of one topic, whatever they are called.
///
/// `VULNADAPT_GOLDEN` names the folder; without it the copy among the fixtures is read.
enum GoldenFile {
  private struct Topic: Decodable { var topic: String }

  static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["VULNADAPT_GOLDEN"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return FixtureFolder.url.appendingPathComponent("golden", isDirectory: true)
  }

  /// Decodes every file of the folder whose topic is `topic`, of which there is at least one.
  static func all<Content: Decodable>(_ topic: String, as type: Content.Type) throws -> [Content] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    let contents = try files.compactMap { file -> Content? in
      let data = try Data(contentsOf: file)
      guard try JSONDecoder().decode(Topic.self, from: data).topic == topic else { return nil }
      return try JSONDecoder().decode(Content.self, from: data)
    }
    try #require(!contents.isEmpty)
    return contents
  }
}

/// How far golden values may be missed; see ``relativeError``.
let goldenTolerance = 1e-4

/// Overwrites parameters by name.
func load(_ values: [String: GoldenArray], into parameters: [Parameter]) throws {
  for parameter in parameters {
    parameter.value.copy(from: try #require(values[parameter.name]).data.map { Float($0) })
  }
}

/// The largest difference, relative to the larger of the expected value and the array's scale.
///
/// The scale is the largest expected magnitude: in single precision an element that nearly cancels cannot be
/// closer than the elements it was computed from.
func relativeError(_ actual: some Collection<Float>, _ expected: [Double]) -> Double {
  guard actual.count == expected.count else { return .infinity }
  let scale = max(expected.lazy.map(abs).max() ?? 0, 1e-6)
  return zip(actual, expected).map { abs(Double($0) - $1) / scale }.reduce(0) {
    $1.isNaN ? .infinity : max($0, $1)
  }
}

/// The same for a matrix and a golden array.
func relativeError(_ actual: Matrix, _ expected: GoldenArray) -> Double {
  relativeError(actual.elements, expected.data)
}

/// The same for one number.
func relativeError(_ actual: Float, _ expected: Double) -> Double { relativeError([actual], [expected]) }
