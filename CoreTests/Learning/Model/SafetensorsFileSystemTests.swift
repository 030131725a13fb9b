import Foundation
import Testing

@testable import Core

/// A file whose elements nobody may ask for.
private struct HeaderAlone: RandomAccessBytes {
  let header: [UInt8]
  let count: Int

  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(FileError) {
    guard offset + buffer.count <= header.count else {
      Issue.record("elements were read")
      throw .endsEarly(file: "memory")
    }
    buffer.copyBytes(from: header[offset..<offset + buffer.count])
  }
}

struct SafetensorsFileSystemTests {
  let folder: TemporaryFolder
  let contents = SafetensorsFileTests.sample

  init() throws { folder = try TemporaryFolder() }

  @Test func refusesFoldersDevicesPipesAndMissingFiles() throws {
    let pipe = folder.file("pipe")
    #expect(mkfifo(pipe.path, 0o600) == 0)
    for url in [folder.url, URL(fileURLWithPath: "/dev/zero"), pipe] {
      #expect(throws: ModelFileError.file(.notARegularFile(file: url.path))) {
        try SafetensorsFile(contentsOf: url)
      }
      #expect(throws: ModelFileError.file(.notARegularFile(file: url.path))) { try contents.write(to: url) }
    }
    #expect(throws: ModelFileError.self) { try SafetensorsFile(contentsOf: folder.file("missing")) }
  }

  @Test func refusesAFileAboveTheLimitWithoutReadingIt() throws {
    let url = folder.file("huge")
    #expect(FileManager.default.createFile(atPath: url.path, contents: nil))
    #expect(truncate(url.path, 1 << 40) == 0)
    #expect(throws: ModelFileError.self) { try SafetensorsFile(contentsOf: url) }
  }

  /// Names, shapes and sizes are looked at before any element is read: these files claim gigabytes that are nowhere.
  @Test(arguments: ["x", "GS_tok_table", "L1_ngrams", "exemplars"])
  func sparseModelsAreRefusedByTheirHeader(_ tensor: String) throws {
    var model = try SampleModel.make().contents(file: "")
    model.tensors = [:]
    let url = folder.file("sparse.vulnmodel")
    try model.write(to: url)
    let bytes = Array(try Data(contentsOf: url))
    let count = 3 << 28
    let header = String(decoding: bytes[8...], as: UTF8.self).trimmingCharacters(in: .whitespaces)
    let entry = "\"\(tensor)\":{\"dtype\":\"F32\",\"shape\":[\(count)],\"data_offsets\":[0,\(4 * count)]},"
    let text = "{" + entry + header.dropFirst()
    let head = (0..<8).map { UInt8(truncatingIfNeeded: text.utf8.count >> (8 * $0)) } + Array(text.utf8)
    let source = HeaderAlone(header: head, count: head.count + 4 * count)
    #expect(throws: ModelFileError.self) { try ModelFile(source, file: "sparse") }
    // What a project names may not even be opened at this size.
    try Data(head).write(to: url)
    #expect(truncate(url.path, off_t(source.count)) == 0)
    let named = NamedFile("sparse.vulnmodel", beneath: folder.url.path)
    #expect(
      throws: ModelFileError.file(
        .tooLarge(file: named.path, size: source.count, limit: ModelFile.projectSizeLimit))
    ) { try ModelFile(contentsOf: named) }
  }

  @Test func aFailedWriteKeepsTheExistingFileAndLeavesNothingBehind() throws {
    let url = folder.file("a")
    try contents.write(to: url)
    let failure = FileError.unwritable(file: "a", reason: "a full disk")
    #expect(throws: failure) {
      try AtomicFile.write(to: url) { (file) throws(FileError) in
        var result: Result<Void, FileError> = .success(())
        [UInt8](repeating: 1, count: 100).withUnsafeBytes { bytes in
          do throws(FileError) { try file.append(bytes) } catch { result = .failure(error) }
        }
        try result.get()
        throw failure
      }
    }
    #expect(try SafetensorsFile(contentsOf: url) == contents)
    #expect(folder.names == ["a"])
  }

  @Test func writingIntoAMissingFolderIsAnError() {
    #expect(throws: ModelFileError.self) { try contents.write(to: folder.file("no/such/a")) }
  }

  @Test func writingThroughALinkKeepsTheLink() throws {
    try contents.write(to: folder.file("a"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link").path, withDestinationPath: folder.file("a").path)
    var other = contents
    other.metadata["note"] = "changed"
    try other.write(to: folder.file("link"))
    #expect(try SafetensorsFile(contentsOf: folder.file("a")) == other)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link").path) != "")
    #expect(folder.names == ["a", "link"])
  }
}
