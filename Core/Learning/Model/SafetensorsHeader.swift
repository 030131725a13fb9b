/// The JSON header of a safetensors file, checked against the size of the data that follow it.
struct SafetensorsHeader {
  let metadata: [String: String]
  /// Where the tensors stand, in the order of the data, which they cover without overlap or hole.
  let entries: [SafetensorsEntry]

  private static let maximumRank = 8

  /// Reads a header.
  ///
  /// - Parameters:
  ///   - json: The header's bytes, padding included.
  ///   - dataSize: The number of bytes after the header.
  ///   - file: The file's name, for errors.
  /// - Throws: ``ModelFileError``.
  init(json: [UInt8], dataSize: Int, file: String) throws(ModelFileError) {
    guard json.first == UInt8(ascii: "{") else {
      throw .malformed(file: file, detail: "its header does not start with '{'")
    }
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try StrictJSON.parse(json, maximumDepth: 4)
    } catch {
      throw .malformed(
        file: file, detail: "in its header \(error.message) (byte \(8 + error.offset))")
    }
    guard case .object(let members) = value else {
      throw .malformed(file: file, detail: "its header is not an object")
    }
    var metadata: [String: String] = [:]
    var entries: [SafetensorsEntry] = []
    for (name, member) in members {
      if name == SafetensorsFile.metadataKey {
        metadata = try Self.metadata(member, file: file)
      } else {
        entries.append(try Self.entry(name, member, file: file))
      }
    }
    entries.sort {
      ($0.offsets.lowerBound, $0.offsets.upperBound) < ($1.offsets.lowerBound, $1.offsets.upperBound)
    }
    try Self.checkCoverage(of: dataSize, by: entries, file: file)
    self.metadata = metadata
    self.entries = entries
  }

  private static func metadata(_ value: JSONValue, file: String) throws(ModelFileError) -> [String: String] {
    guard case .object(let members) = value else {
      throw .malformed(file: file, detail: "\(SafetensorsFile.metadataKey) is not an object")
    }
    var metadata: [String: String] = [:]
    for (key, member) in members {
      guard case .string(let text) = member else {
        throw .malformed(
          file: file, detail: "in \(SafetensorsFile.metadataKey) the value of \"\(key)\" is not a string")
      }
      metadata[key] = text
    }
    return metadata
  }

  private static func entry(
    _ name: String, _ value: JSONValue, file: String
  ) throws(ModelFileError) -> SafetensorsEntry {
    guard case .object(let members) = value, members.count == 3,
      case .string(let type)? = members["dtype"],
      let shape = integers(members["shape"]), let offsets = integers(members["data_offsets"])
    else {
      throw .malformed(
        file: file, detail: "the tensor \"\(name)\" needs dtype, shape and data_offsets and nothing else")
    }
    guard type == "F32" else { throw .unsupportedElementType(file: file, tensor: name, type: type) }
    guard shape.count <= maximumRank, let count = Tensor.count(ofShape: shape), count <= Int.max / 4 else {
      throw .malformed(file: file, detail: "the tensor \"\(name)\" has an impossible shape")
    }
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1],
      offsets[1] - offsets[0] == 4 * count
    else {
      throw .malformed(
        file: file, detail: "the tensor \"\(name)\" has a shape that does not fit its data_offsets")
    }
    return SafetensorsEntry(name: name, shape: shape, offsets: offsets[0]..<offsets[1])
  }

  /// The numbers of an array of whole numbers, or nil for any other value.
  private static func integers(_ value: JSONValue?) -> [Int]? {
    guard case .array(let elements)? = value else { return nil }
    var integers: [Int] = []
    for element in elements {
      guard case .number(let text) = element, let integer = Int(text) else { return nil }
      integers.append(integer)
    }
    return integers
  }

  private static func checkCoverage(
    of dataSize: Int, by entries: [SafetensorsEntry], file: String
  ) throws(ModelFileError) {
    var end = 0
    for entry in entries {
      if entry.offsets.upperBound > dataSize {
        throw .malformed(
          file: file,
          detail:
            "the tensor \"\(entry.name)\" ends at byte \(entry.offsets.upperBound) of \(dataSize) bytes of data"
        )
      }
      if entry.offsets.lowerBound < end {
        throw .malformed(file: file, detail: "the tensor \"\(entry.name)\" overlaps another one")
      }
      if entry.offsets.lowerBound > end {
        throw .malformed(file: file, detail: "no tensor covers the data before \"\(entry.name)\"")
      }
      end = entry.offsets.upperBound
    }
    guard end == dataSize else {
      throw .malformed(file: file, detail: "\(dataSize - end) bytes of data belong to no tensor")
    }
  }
}
