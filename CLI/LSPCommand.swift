import ArgumentParser
import Core
import Foundation

/// `vulnadapt lsp`: serves an editor.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serves an editor over standard input and output (Language Server Protocol).",
    discussion: """
      Editors start this by themselves; docs/editors.md says how to set up Neovim, VS Code, Emacs, Helix and Zed. \
      Suspects of open C files are marked while you edit: the function's name as information, the statements that \
      raised its score as hints. Hovering explains; code actions suppress a suspect with a comment, mark it as fine \
      for you, or accept or confirm it in the team's baseline.

      The editor's configuration (section "vulnadapt": model, threshold, statements, baseline, suppressions, \
      debounceMilliseconds) comes before these options, and they come before the project's .vulnadapt.yml.

      EXAMPLES
        vulnadapt lsp --model ~/models/here.vulnmodel
        vulnadapt lsp --model here.vulnmodel --threshold 0.8 --baseline vulnadapt-baseline.json

      EXIT STATUS
        0 the editor shut the server down, 1 it ended without doing so, 64 wrong usage
      """)

  @OptionGroup var scoring: ScoringOptions

  @Option(help: ArgumentHelp("How many statements of a suspect to mark.", valueName: "n"))
  var statements = 3

  @Option(
    help: ArgumentHelp("The team's baseline of accepted suspects.", valueName: "file"), completion: .file())
  var baseline: String?

  @Flag(help: ArgumentHelp("Use standard input and output; the only way there is.", visibility: .hidden))
  var stdio = false

  func validate() throws {
    guard (0...100).contains(statements) else { throw ValidationError("--statements must be from 0 to 100.") }
  }

  func run() throws {
    var settings = ServerSettings(
      model: scoring.file.model, threshold: scoring.threshold, statements: statements, baseline: baseline,
      fine: Self.fineFile())
    settings.readsHistory = scoring.history
    settings.adapts = scoring.adapt
    let server = LanguageServer(settings: settings) { bytes in
      do throws(OutputFailure) {
        try StandardStream.output.write(bytes)
      } catch {
        // A server that cannot be heard is of no use, and its client cannot tell it to end.
        Foundation.exit(ExitStatus.couldNotFinish.rawValue)
      }
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    let wasShutDown = server.run {
      while true {
        let count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        return count > 0 ? Array(buffer[..<count]) : []
      }
    }
    // The protocol's exit codes.
    if !wasShutDown { throw ExitCode(1) }
  }

  /// Where the user's own decisions are kept.
  static func fineFile(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    #if os(macOS)
      return "\(home)/Library/Application Support/VulnAdapt/fine.json"
    #else
      let state =
        environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/state"
      return "\(state)/vulnadapt/fine.json"
    #endif
  }
}
