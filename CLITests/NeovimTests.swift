import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

/// The language server as Neovim's own client sees it.
struct NeovimTests {
  /// The built program, beside the tests; nil in builds that put it elsewhere.
  static let program: String? = {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidate = folder.appendingPathComponent("vulnadapt").path
    return FileManager.default.isExecutableFile(atPath: candidate) ? candidate : nil
  }()

  static let neovim = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/nvim" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  static let script = """
    local program, model, file = unpack(vim.fn.json_decode(vim.env.VULNADAPT_TEST))
    local function say(text) io.stdout:write(text .. '\\n') end
    vim.cmd('edit ' .. file)
    local client = vim.lsp.start_client({
      name = 'vulnadapt', cmd = { program, 'lsp', '--model', model, '--threshold', '0' },
      root_dir = vim.fn.fnamemodify(file, ':h'),
      settings = { vulnadapt = { statements = 2 } },
    })
    vim.lsp.buf_attach_client(0, client)
    local function names()
      local found = {}
      for _, d in ipairs(vim.diagnostic.get(0)) do
        if d.severity == vim.diagnostic.severity.INFO then table.insert(found, d.lnum) end
      end
      return table.concat(found, ',')
    end
    vim.wait(600000, function() return #vim.diagnostic.get(0) > 0 end, 20)
    say('opened ' .. names())
    local function hints() return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.HINT }) end
    -- The client's configuration, which it is asked for, allows two statements a function.
    say('hints ' .. tostring(vim.wait(600000, function() return hints() > 0 and hints() <= 4 end, 20)))
    vim.api.nvim_buf_set_lines(0, 0, 0, false, { '/* é */', '' })
    vim.wait(600000, function() return names() ~= '2,8' and names() ~= '' end, 20)
    say('edited ' .. names())
    local at = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 6, character = 3 } }
    local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', at, 600000)[client]
    say('hover ' .. tostring(hover.result.contents.value:find('score') ~= nil))
    at.range = { start = at.position, ['end'] = at.position }
    at.context = { diagnostics = {} }
    local actions = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', at, 600000)[client].result
    vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
    vim.wait(600000, function() return names() == '11' end, 20)
    say('suppressed ' .. names())
    vim.lsp.stop_client(client)
    say('stopped ' .. tostring(vim.wait(600000, function() return vim.lsp.client_is_stopped(client) end, 20)))
    vim.cmd('qall!')
    """

  @Test(
    .enabled(if: neovim != nil, "nvim is not installed"),
    .enabled(if: program != nil, "the program is not beside the tests"))
  func neovimShowsFollowsAndSuppresses() throws {
    let folder = try ScratchFolder()
    try folder.write(Self.script, to: "test.lua")
    try folder.write(
      """
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
      """, to: "project/a.c")
    let model = try Self.writeModelThatMarksStatements(folder)
    let arguments = [Self.program ?? "", model, folder.path("project/a.c")]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.neovim ?? "")
    process.arguments = ["--headless", "--clean", "-n", "-c", "luafile \(folder.path("test.lua"))"]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "VULNADAPT_TEST": String(decoding: try JSONEncoder().encode(arguments), as: UTF8.self),
      "HOME": folder.url.path, "XDG_STATE_HOME": folder.path("state"),
    ]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    #expect(
      lines.filter { line in
        ["opened", "hints", "edited", "hover", "suppressed", "stopped"].contains { line.hasPrefix($0 + " ") }
      } == [
        "opened 2,8", "hints true", "edited 4,10", "hover true", "suppressed 11", "stopped true",
      ], "Neovim said: \(text)")
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
