import ArgumentParser
import Core

/// What someone who has misspelt a command or an option probably meant.
enum UsageSuggestion {
  /// A sentence about a subcommand that does not exist, also after `help`; nil where all exist.
  static func ofCommand(_ arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = VulnAdaptCommand.self
    var path = "vulnadapt"
    for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
      let known = command.configuration.subcommands
      if word.hasPrefix("-") || known.isEmpty || command.configuration.defaultSubcommand != nil { return nil }
      if let next = known.first(where: { $0._commandName == word || $0.configuration.aliases.contains(word) })
      {
        command = next
        path += " " + word
        continue
      }
      if word == "help" { return nil }
      let names = known.map { $0._commandName }
      let hint =
        Spelling.nearest(to: word, in: names).map { "Did you mean '\(path) \($0)'?" }
        ?? "Known are \(names.joined(separator: ", "))."
      return "There is no command '\(path) \(word.printable)'. \(hint)"
    }
    return nil
  }

  /// A sentence about the first option that the command does not have but resembles one; nil without one.
  ///
  /// The parser says so itself, unless something else is missing as well.
  static func ofOption(_ arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = VulnAdaptCommand.self
    for word in arguments {
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else {
        break
      }
      command = next
    }
    let help = VulnAdaptCommand.helpMessage(for: command, includeHidden: true)
    let known = Set(
      help.split { !($0.isLetter || $0.isNumber || $0 == "-") }.filter { $0.hasPrefix("--") && $0.count > 2 }
        .map(String.init))
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let name = String(argument.prefix { $0 != "=" })
      guard !known.contains(name), let nearest = Spelling.nearest(to: name, in: known) else { continue }
      return "Unknown option '\(name.printable)'. Did you mean '\(nearest)'?"
    }
    return nil
  }
}
