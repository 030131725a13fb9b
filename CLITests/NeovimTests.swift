@testable import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

/// The language server as Neovim's own client sees it.
///
/// `VULNADAPT_NEOVIM` names further programs to test with than that on the path, with ":" between them.
struct NeovimTests {
  /// The built program, beside the tests; nil in builds that put it elsewhere.
  static let program: String? = {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidate = folder.appendingPathComponent("vulnadapt").path
    return FileManager.default.isExecutableFile(atPath: candidate) ? candidate : nil
  }()

  /// A Neovim and the second number of its version: 7 for 0.7.2.
  struct Editor: Sendable, CustomTestStringConvertible {
    let program: String
    let version: Int

    var testDescription: String { "Neovim 0.\(version)" }
  }

  static let editors: [Editor] = {
    let environment = ProcessInfo.processInfo.environment
    let onPath = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/nvim" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    let named = (environment["VULNADAPT_NEOVIM"] ?? "").split(separator: ":").map(String.init)
    return ([onPath].compactMap(\.self) + named).compactMap { program in
      guard let text = try? run(program, ["--version"], [:]), let version = text.firstMatch(of: /v0\.(\d+)/),
        let number = Int(version.1)
      else { return nil }
      return Editor(program: program, version: number)
    }
  }()

  /// Runs a program to its end and returns what it wrote.
  static func run(_ program: String, _ arguments: [String], _ environment: [String: String]) throws -> String
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  static let code = """
    #include <string.h>

    int copy(char *to, const char *from, int n)
    {
      memcpy(to, from, n);
      return n;
    }

    int zero(void)
    {
      return 0;
    }
    """

  static let script = """
    local program, model, file = unpack(vim.fn.json_decode(vim.env.VULNADAPT_TEST))
    local function say(text) io.stdout:write(text .. '\\n') end
    vim.cmd('edit ' .. file)
    local client = vim.lsp.start_client({
      name = 'vulnadapt', cmd = { program, 'lsp' },
      root_dir = vim.fn.fnamemodify(file, ':h'),
      handlers = { ['window/showMessage'] = function(_, message) say('message ' .. message.message) end },
      settings = { vulnadapt = { model = model, threshold = 0, statements = 1 } },
    })
    vim.lsp.buf_attach_client(0, client)
    local function names()
      local found = {}
      for _, d in ipairs(vim.diagnostic.get(0)) do
        if d.severity == vim.diagnostic.severity.INFO then table.insert(found, d.lnum) end
      end
      return table.concat(found, ',')
    end
    vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
    say('opened ' .. names())
    local function hints() return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.HINT }) end
    -- The client's settings allow one statement a function; the model that they name marks one in `copy` at least.
    say('hints ' .. tostring(vim.wait(60000, function() return hints() > 0 and hints() <= 2 end, 20)))
    vim.api.nvim_buf_set_lines(0, 0, 0, false, { '/* é */', '' })
    vim.wait(60000, function() return names() ~= '2,8' and names() ~= '' end, 20)
    say('edited ' .. names())
    local at = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 6, character = 3 } }
    local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', at, 60000)[client]
    say('hover ' .. tostring(hover.result.contents.value:find('score') ~= nil))
    at.range = { start = at.position, ['end'] = at.position }
    at.context = { diagnostics = {} }
    local actions = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', at, 60000)[client].result
    vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
    vim.wait(60000, function() return names() == '11' end, 20)
    say('suppressed ' .. names())
    vim.lsp.stop_client(client)
    say('stopped ' .. tostring(vim.wait(60000, function() return vim.lsp.client_is_stopped(client) end, 20)))
    vim.cmd('qall!')
    """

  @Test(
    .enabled(if: !editors.isEmpty, "nvim is not installed"),
    .enabled(if: program != nil, "the program is not beside the tests"), arguments: editors)
  func neovimShowsFollowsAndSuppresses(_ editor: Editor) throws {
    let folder = try ScratchFolder()
    try folder.write(Self.script, to: "test.lua")
    try folder.write(Self.code, to: "project/a.c")
    let model = try Self.writeModelThatMarksStatements(folder)
    let arguments = [Self.program ?? "", model, folder.path("project/a.c")]
    let text = try Self.run(
      editor.program, ["--headless", "--clean", "-n", "-c", "luafile \(folder.path("test.lua"))"],
      [
        "VULNADAPT_TEST": String(decoding: try JSONEncoder().encode(arguments), as: UTF8.self),
        "HOME": folder.url.path, "XDG_STATE_HOME": folder.path("state"),
      ])
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    #expect(
      lines.filter { line in
        ["opened", "message", "hints", "edited", "hover", "suppressed", "stopped"]
          .contains { line.hasPrefix($0 + " ") }
      } == [
        "opened 2,8", "hints true", "edited 4,10", "hover true", "suppressed 11", "stopped true",
      ], "Neovim said: \(text)")
  }

  // MARK: The recipes of docs/editors.md

  /// A recipe and the first version it is for.
  struct Recipe: Sendable, CustomTestStringConvertible {
    let version: Int
    let text: String

    var testDescription: String { "recipe for 0.\(version)" }
  }

  static let recipes: [Recipe] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/editors.md")
    guard let page = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return page.components(separatedBy: "<!-- neovim: 0.").dropFirst().compactMap { part in
      guard let version = Int(part.prefix { $0.isNumber }), let start = part.range(of: "```lua\n"),
        let end = part.range(of: "\n```", range: start.upperBound..<part.endIndex)
      else { return nil }
      return Recipe(version: version, text: String(part[start.upperBound..<end.lowerBound]))
    }
  }()

  @Test func thePageHasARecipeForEachGeneration() {
    #expect(Self.recipes.map(\.version) == [11, 8, 7])
  }

  static let check = """
    local function say(text) io.stdout:write(text .. '\\n') end
    vim.lsp.handlers['window/showMessage'] = function(_, message) say('message ' .. message.message) end
    vim.cmd('filetype on')
    vim.cmd('edit ' .. vim.env.VULNADAPT_TEST)
    vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
    for _, d in ipairs(vim.diagnostic.get(0, { severity = vim.diagnostic.severity.INFO })) do
      say('marked ' .. d.lnum .. ' ' .. d.message)
    end
    vim.cmd('qall!')
    """

  @Test(
    .enabled(if: !editors.isEmpty, "nvim is not installed"),
    .enabled(if: program != nil, "the program is not beside the tests"), arguments: editors, recipes)
  func theRecipesStartTheServerWithTheModelTheyName(_ editor: Editor, _ recipe: Recipe) throws {
    // What one generation had, the next may have taken away.
    guard editor.version >= recipe.version, recipe.version > 7 || editor.version == 7 else { return }
    let folder = try ScratchFolder()
    try folder.write(recipe.text, to: "recipe.lua")
    try folder.write(Self.check, to: "check.lua")
    try folder.write(Self.code, to: "project/sub/a.c")
    try folder.write("threshold: 0\n", to: "project/.vulnadapt.yml")
    try folder.write("ref: refs/heads/main\n", to: "project/.git/HEAD")
    try FileManager.default.createDirectory(atPath: folder.path("models"), withIntermediateDirectories: true)
    let model = try folder.writeModel("models/here.vulnmodel")
    let source = try SourceText(reading: FilePathBytes(folder.path("project/sub/a.c")))
    let functions = try FunctionParser().parse(source, file: "a.c").functions
    let scores = try Detector(model: ModelFile(contentsOf: URL(fileURLWithPath: model))).scores(of: functions)
    let programs = URL(fileURLWithPath: Self.program ?? "").deletingLastPathComponent().path
    let text = try Self.run(
      editor.program,
      [
        "--headless", "--clean", "-n", "-c", "luafile \(folder.path("recipe.lua"))", "-c",
        "luafile \(folder.path("check.lua"))",
      ],
      [
        "VULNADAPT_TEST": folder.path("project/sub/a.c"), "HOME": folder.url.path,
        "XDG_STATE_HOME": folder.path("state"),
        "PATH": programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""),
      ])
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    #expect(!lines.contains { $0.hasPrefix("message ") }, "Neovim said: \(text)")
    for (function, score) in zip(functions, scores) {
      let mark =
        "marked \(function.range.startLine - 1) \(function.name) may hide a vulnerability: score "
        + String(score: score)
      #expect(lines.contains { $0.hasPrefix(mark) }, "Neovim said: \(text)")
    }
  }

  /// A random model under which some statement raises the score of `copy`.
  static func writeModelThatMarksStatements(_ folder: ScratchFolder) throws -> String {
    let file = try SourceText(reading: FilePathBytes(folder.path("project/a.c")))
    let copy = try FunctionParser().parse(file, file: "a.c").functions[0]
    for seed in 1...50 as ClosedRange<UInt64> {
      let path = try folder.writeModel(seed: seed)
      let detector = Detector(model: try ModelFile(contentsOf: URL(fileURLWithPath: path)))
      if try !detector.attribution(of: copy, limit: 3).isEmpty { return path }
    }
    throw NoModel()
  }

  private struct NoModel: Error {}
}
