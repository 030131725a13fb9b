import ArgumentParser
import Foundation
import Testing

@testable import Core
@testable import VulnAdaptCLI

struct StatementsCommandTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Runs `vulnadapt statements` and returns its exit status and what it wrote.
  private func statements(_ arguments: String...) -> (status: Int32, recorded: RecordedConsole) {
    RecordedConsole.run(StatementsCommand.self, ["statements"] + arguments) { try $0.run(on: $1) }
  }

  @Test func textIsAlignedInColumns() throws {
    try folder.write(
      "int f(char *p)\n{\n  Foo x;\n  if (!p)\n    return 0;\n  memcpy(x.y, p, 10);\n}\n\nvoid g(void) { }\n",
      to: "a.c")
    let path = folder.path("a.c")
    let (status, recorded) = statements(path)
    #expect(status == ExitStatus.done.rawValue)
    #expect(
      recorded.output == """
        \(path):1 f (5 statements)
          1:1-1:15  head         int func1 ( char * var1 )
          3:3-3:9   declaration  Foo var2
          4:3-4:10  if           ! var1
          5:5-5:14  return       <num>
          6:3-6:22  call         memcpy ( var2 . var3 , var1 , <num> )

        \(path):9 g (1 statement)
          9:1-9:13  head  void func1 ( void )

        """)
    #expect(recorded.notes.isEmpty)
  }

  @Test func flagsChangeTheNormalisation() throws {
    try folder.write("int f(char *p)\n{\n  Foo x = y;\n  memcpy(x, p, 10);\n  return 1;\n}\n", to: "a.c")
    let output = statements(
      folder.path("a.c"), "--variant", "gadget", "--types", "merge", "--no-signature", "--no-library-names",
      "--name-limit", "2"
    ).recorded.output
    #expect(output.contains("declaration  <type> var2 = var+\n"))
    #expect(output.contains("call         func2 ( var2 , var1 , <num> )\n"))
    #expect(!output.contains("return") && !output.contains("head"))
    #expect(
      statements(folder.path("a.c"), "--identifiers", "merged").recorded.output
        .contains("memcpy ( var , var , <num> )"))
  }

  @Test func jsonIsOneDocument() throws {
    try folder.write("int func1 ( int var1 )\n{\nreturn var1 + number ;\n}\nint g(void) { }\n", to: "a.c")
    let output = statements(folder.path("a.c"), "--format", "json", "--function", "func1").recorded.output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    let functions = try #require(object["functions"] as? [[String: Any]])
    #expect(functions.map { $0["name"] as? String } == ["func1"])
    #expect(functions[0]["isAlreadyNormalised"] as? Bool == true)
    let lines = try #require(functions[0]["statements"] as? [[String: Any]])
    #expect(lines.map { $0["opcode"] as? String } == ["head", "return"])
    #expect(lines[1]["tokens"] as? [String] == ["var1", "+", "<num>"])
    #expect((lines[1]["range"] as? [String: Any])?["startLine"] as? Int == 3)
    #expect((object["normalisation"] as? [String: Any])?["variant"] as? String == "full")
  }

  @Test func aFileWithoutFunctionsIsShownAsAWhole() throws {
    try folder.write("x = 1;\n", to: "piece.txt")
    let (status, recorded) = statements(folder.path("piece.txt"))
    #expect(status == 0)
    #expect(recorded.output.contains("piece (1 statement)\n  1:1-1:7  =  var1 <num>\n"))
    #expect(recorded.notes.count == 1)
  }

  @Test func whatIsNotThereEndsWithStatusTwo() throws {
    try folder.write("int f(void) { return 0; }\n", to: "a.c")
    let missing = statements(folder.path("missing.c"))
    #expect(missing.status == ExitStatus.couldNotFinish.rawValue)
    #expect(missing.recorded.notes.first?.contains("missing.c cannot be read") == true)
    let unknown = statements(folder.path("a.c"), "--function", "g")
    #expect(unknown.status == ExitStatus.couldNotFinish.rawValue)
    #expect(
      unknown.recorded.notes.first?.contains("has no function g. Name one of its functions: f.") == true)
    #expect(unknown.recorded.output.isEmpty)
  }

  @Test(arguments: [["--name-limit=-1"], ["--variant", "half"], ["--format", "xml"]])
  func wrongUsageIsRefused(arguments: [String]) {
    let error = #expect(throws: (any Error).self) {
      try VulnAdaptCommand.parseAsRoot(["statements", "a.c"] + arguments)
    }
    if let error { #expect(VulnAdaptCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue) }
  }
}
