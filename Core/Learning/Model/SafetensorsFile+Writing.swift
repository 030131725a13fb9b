import Foundation

extension SafetensorsFile {
  /// Writes the file as a whole or not at all.
  ///
  /// The same contents always give the same bytes: texts are sorted by key and tensors by name.
  ///
  /// - Throws: ``ModelFileError`` when the file cannot be written or a tensor holds NaN or an infinity;
  ///   an existing file is kept then.
  func write(to url: URL) throws(ModelFileError) {
    let names = tensors.keys.sorted(by: Self.precedes)
    for name in names {
      if let index = tensors[name]?.elements.withUnsafeBufferPointer(Tensor.firstNonFinite) {
        throw .notFinite(file: url.path, tensor: name, index: index)
      }
    }
    let header = serializedHeader(names: names)
    guard header.count - 8 <= Self.maximumHeaderSize else {
      let reason = "its texts and names take more than \(Self.maximumHeaderSize) bytes"
      throw .file(.unwritable(file: url.path, reason: reason))
    }
    do throws(FileError) {
      try AtomicFile.write(to: url) { (file) throws(FileError) in
        try Self.append(header, to: file)
        for name in names {
          guard let elements = tensors[name]?.elements else { continue }
          #if _endian(little)
            try Self.append(elements, to: file)
          #else
            try Self.append(elements.map(\.bitPattern.littleEndian), to: file)
          #endif
        }
      }
    } catch {
      throw .file(error)
    }
  }

  /// The whole file in memory, for tests and for contents that are small.
  func serialized() -> [UInt8] {
    let names = tensors.keys.sorted(by: Self.precedes)
    var bytes = serializedHeader(names: names)
    for name in names {
      for element in tensors[name]?.elements ?? [] {
        withUnsafeBytes(of: element.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }

  /// The length, the JSON header and its padding.
  private func serializedHeader(names: [String]) -> [UInt8] {
    precondition(!names.contains(Self.metadataKey), "a tensor cannot be called \(Self.metadataKey)")
    var json = "{"
    json += Self.metadataKey.quotedAsJSON + ":{"
    json += metadata.keys.sorted(by: Self.precedes).map { key in
      key.quotedAsJSON + ":" + (metadata[key] ?? "").quotedAsJSON
    }.joined(separator: ",")
    json += "}"
    var offset = 0
    for name in names {
      guard let tensor = tensors[name] else { continue }
      let end = offset + 4 * tensor.elements.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      json +=
        ",\(name.quotedAsJSON):{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}"
      offset = end
    }
    json += "}"
    var header = Array(json.utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
  }

  private static func append<Element>(_ elements: [Element], to file: AtomicFile) throws(FileError) {
    // withUnsafeBytes does not carry typed errors through in every supported compiler.
    let result: Result<Void, FileError> = elements.withUnsafeBytes { bytes in
      do throws(FileError) { return .success(try file.append(bytes)) } catch { return .failure(error) }
    }
    try result.get()
  }

  /// Byte order of the UTF-8 texts, which is the same on every platform.
  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}
