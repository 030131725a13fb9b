import ArgumentParser
import Core

/// Which settings are options of a command.
protocol SettingScope {
  static func includes(_ group: TrainingSetting.Group) -> Bool
}

/// All settings but those that say how functions are rewritten.
enum TrainingScope: SettingScope {
  static func includes(_ group: TrainingSetting.Group) -> Bool { group != .rewriting }
}

/// The settings that say how functions are rewritten before they are learnt from.
enum RewritingScope: SettingScope {
  static func includes(_ group: TrainingSetting.Group) -> Bool { group == .rewriting }
}

/// Options that the registry of settings declares: one for each ``TrainingSetting`` of a scope, whose name, help and
/// choices are the setting's.
///
/// Argument Parser finds a type's options by reflecting a value and reads them by key; so this type reflects, and reads,
/// one property wrapper a setting in place of stored properties.
struct SettingOptions<Scope: SettingScope>: ParsableArguments, CustomReflectable {
  private enum Wrapper {
    case option(Option<String?>)
    case flag(Flag<Bool?>)

    var reflected: Any {
      switch self {
      case .option(let option): option
      case .flag(let flag): flag
      }
    }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let wrappers: [(setting: TrainingSetting, wrapper: Wrapper)]

  private static var settings: [TrainingSetting] { TrainingSetting.all.filter { Scope.includes($0.group) } }

  init() { wrappers = Self.settings.map { ($0, Self.declaration(of: $0)) } }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    wrappers = try Self.settings.map { setting in
      let key = Key(stringValue: setting.name)
      if case .flag = setting.kind {
        return (setting, .flag(try container.decode(Flag<Bool?>.self, forKey: key)))
      }
      return (setting, .option(try container.decode(Option<String?>.self, forKey: key)))
    }
  }

  var customMirror: Mirror {
    Mirror(self, children: wrappers.map { (label: $0.setting.name, value: $0.wrapper.reflected) })
  }

  private static func declaration(of setting: TrainingSetting) -> Wrapper {
    let name = NameSpecification.customLong(setting.option)
    switch setting.kind {
    case .flag: return .flag(Flag(name: name, inversion: .prefixedNo, help: ArgumentHelp(help(of: setting))))
    case .choice(let names, _):
      return .option(
        Option(
          name: name, help: ArgumentHelp(help(of: setting), valueName: names.joined(separator: "|")),
          completion: .list(names)))
    case .widths:
      return .option(Option(name: name, help: ArgumentHelp(help(of: setting), valueName: "n,n")))
    case .seed, .whole, .decimal, .share:
      return .option(Option(name: name, help: ArgumentHelp(help(of: setting), valueName: "number")))
    }
  }

  private static func help(of setting: TrainingSetting) -> String {
    let standard = setting.text(in: TrainingPreset.standard.settings)
    return setting.help + " (default: \(standard))"
  }

  /// What was asked for, in the order of the registry.
  var changes: [SettingChange] {
    wrappers.compactMap { setting, wrapper in
      switch wrapper {
      case .flag(let flag): flag.wrappedValue.map { SettingChange(setting.name, .flag($0)) }
      case .option(let option):
        option.wrappedValue.map {
          SettingChange(setting.name, SettingValue(argument: $0, for: setting.kind))
        }
      }
    }
  }
}

/// Settings of a training on the command line; what is not given comes from the preset.
struct TrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Settings to start from: "
        + TrainingPreset.allCases.map { "\($0.rawValue), \($0.summary)" }.joined(separator: "; ") + ".",
      valueName: "name"))
  var preset = TrainingPreset.standard

  @OptionGroup(title: "Settings")
  var settings: SettingOptions<TrainingScope>

  @OptionGroup(title: "How functions are rewritten")
  var rewriting: SettingOptions<RewritingScope>

  /// The settings that the options stand for.
  ///
  /// - Parameter methods: The methods of which one must read each option.
  /// - Returns: The preset's settings with the options' values.
  /// - Throws: `ValidationError` for a value out of its range, and for what no method reads.
  func settings(readBy methods: [TrainingMethod]) throws -> TrainingSettings {
    do throws(SettingError) {
      return try preset.settings.changed(settings.changes + rewriting.changes, readBy: methods)
    } catch {
      throw ValidationError(error.sentence(naming: .option))
    }
  }
}

extension TrainingPreset: ExpressibleByArgument {}
