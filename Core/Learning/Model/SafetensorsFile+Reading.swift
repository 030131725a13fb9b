import Foundation

extension SafetensorsFile {
  /// Reads a file of which nothing is trusted.
  ///
  /// Only F32 tensors are accepted. Memory grows with the bytes that are really there, never with what
  /// the header claims.
  ///
  /// - Parameters:
  ///   - file: The file; anything but a regular file is refused.
  ///   - limit: The largest size accepted, in bytes.
  ///   - check: Looks at names and shapes before any element is read.
  /// - Throws: ``ModelFileError``, also from `check`.
  init(
    contentsOf file: NamedFile, limit: Int = SafetensorsFile.defaultSizeLimit,
    check: (SafetensorsHeader) throws(ModelFileError) -> Void = { _ in }
  ) throws(ModelFileError) {
    let source: OpenedFile
    do throws(FileError) { source = try OpenedFile(file, limit: limit) } catch { throw .file(error) }
    try self.init(source, file: file.path, check: check)
  }

  /// Reads the file of a URL, which is the user's.
  init(
    contentsOf url: URL, limit: Int = SafetensorsFile.defaultSizeLimit,
    check: (SafetensorsHeader) throws(ModelFileError) -> Void = { _ in }
  ) throws(ModelFileError) {
    try self.init(contentsOf: NamedFile(url.path), limit: limit, check: check)
  }

  /// Reads contents from bytes.
  ///
  /// - Parameters:
  ///   - source: The bytes.
  ///   - file: Their name, for errors.
  ///   - check: Looks at names and shapes before any element is read.
  /// - Throws: ``ModelFileError``, also from `check`.
  init(
    _ source: some RandomAccessBytes, file: String,
    check: (SafetensorsHeader) throws(ModelFileError) -> Void = { _ in }
  ) throws(ModelFileError) {
    guard source.count >= 8 else { throw .malformed(file: file, detail: "it has fewer than 8 bytes") }
    let lengthBytes = try Self.bytes(of: source, from: 0, count: 8)
    let length = lengthBytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(Self.maximumHeaderSize) else {
      throw .malformed(
        file: file, detail: "its header claims \(length) bytes, more than \(Self.maximumHeaderSize)")
    }
    let headerSize = Int(length)
    guard headerSize <= source.count - 8 else {
      throw .malformed(
        file: file, detail: "its header claims \(length) bytes, but only \(source.count - 8) follow")
    }
    let header = try SafetensorsHeader(
      json: Self.bytes(of: source, from: 8, count: headerSize), dataSize: source.count - 8 - headerSize,
      file: file
    )
    try check(header)
    self.init(metadata: header.metadata)
    for entry in header.entries {
      tensors[entry.name] = try Self.tensor(entry, of: source, dataStart: 8 + headerSize, file: file)
    }
  }

  private static func bytes(
    of source: some RandomAccessBytes, from offset: Int, count: Int
  ) throws(ModelFileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let result: Result<Void, ModelFileError> = bytes.withUnsafeMutableBytes { buffer in
      do throws(FileError) {
        return .success(try source.read(into: buffer, from: offset))
      } catch { return .failure(.file(error)) }
    }
    try result.get()
    return bytes
  }

  private static func tensor(
    _ entry: SafetensorsEntry, of source: some RandomAccessBytes, dataStart: Int, file: String
  ) throws(ModelFileError) -> Tensor {
    let count = entry.offsets.count / 4
    var result: Result<Int?, ModelFileError> = .success(nil)
    let elements = [Float](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      do throws(FileError) {
        try source.read(
          into: UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[..<(4 * count)]),
          from: dataStart + entry.offsets.lowerBound)
        #if _endian(big)
          for index in 0..<count {
            buffer[index] = Float(bitPattern: buffer[index].bitPattern.byteSwapped)
          }
        #endif
        initializedCount = count
        result = .success(Tensor.firstNonFinite(UnsafeBufferPointer(rebasing: buffer[..<count])))
      } catch { result = .failure(.file(error)) }
    }
    if let index = try result.get() { throw .notFinite(file: file, tensor: entry.name, index: index) }
    return Tensor(shape: entry.shape, elements: elements)
  }
}
