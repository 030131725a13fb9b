import Foundation
import Testing

@testable import Core

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
