import Foundation
import Testing

@testable import Core

struct ProgramBuildTests {
  @Test func theBuildIsTheHashOfAFile() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("program")
    try Data("abc".utf8).write(to: file)
    #expect(ProgramBuild.digits(ofFile: file.path) == "ba7816bf8f01cfea")
    #expect(ProgramBuild.digits(ofFile: folder.file("nothing").path) == nil)
  }

  @Test func thisProgramHasABuild() throws {
    let build = try #require(ProgramBuild.current)
    #expect(build.count == 16 && build.allSatisfy(\.isHexDigit))
  }
}
