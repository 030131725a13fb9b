import Core

/// What the command line knows beyond an error's own next step: the options and commands that take it.
enum CommandLineAdvice {
  /// The sentences that tell a person at the command line what went wrong and what to do.
  static func text(for error: any ExplainedError) -> String {
    ErrorExplanation(error.explanation.cause, next: nextStep(after: error) ?? error.explanation.nextStep).text
  }

  /// What the options do that get more than a report or a note says.
  static let clauses = ShellAdvice([
    .likenessInOneRow: "--all-alike lists each",
    .rankedApart: "--no-apart ranks them with the others, --exclude leaves folders out",
    .notesLeftOut: "--format json lists them all",
    .alikeLeftOut: "--all lists them",
    .runsOfOtherBuilds: "--redo-old makes them again",
  ])

  /// That the starter model ranks, and how well it does; for a scan without --model.
  static func standsIn(for model: ModelFile, withHistory: Bool) -> String {
    let first =
      "No model is given, so the \(StarterModel.name) ranks (--model \(StarterModel.word) says that this is meant)."
    return ([first] + [StarterModel.standing(of: model, withHistory: withHistory)].compactMap(\.self))
      .joined(separator: " ")
  }

  /// The next step in terms of options; nil where the error's own words say it all.
  private static func nextStep(after error: any ExplainedError) -> String? {
    switch error {
    case TrainingError.emptyTarget:
      "Check the folder given with --unlabeled."
    case TrainingError.noPairs:
      "Make labels with `vulnadapt labels from-git --mended`, or leave out --pair-weight."
    case TrainingError.noDataFlow:
      "Leave out --identifiers, or choose a method without a graph and leave out --graph-rounds."
    case TrainingError.foreignCheckpoint:
      "Repeat that run's options with --resume, or discard the checkpoint with --overwrite."
    case TrainingError.damagedCheckpoint:
      "Discard it with --overwrite and train again."
    case EvaluationError.unknownMethod(_, nil):
      "`vulnadapt methods` lists them."
    case HistoryError.noFixes:
      "Give patterns (--pattern), a list of commits (--commits) or records (--osv); `vulnadapt labels from-git --list-left-out` says what was left out."
    case ConfigurationTemplateError.exists:
      "Edit it, or replace it with --force."
    case HistoryError.outputExists:
      "Name another file, or replace it with --force."
    case BaselineError.unreadable:
      "Check the path, or make one with --write-baseline."
    case BaselineError.malformed:
      "Restore it from version control, or make one with --write-baseline."
    case BaselineError.unsupportedVersion:
      "Update VulnAdapt, or make one with --write-baseline."
    case ConfigurationError.unreadable:
      "Replace it by a regular file, or scan with --no-config."
    case ConfigurationError.outside:
      "Move the file there, or name it on the command line."
    case RunFolderError.unreadable:
      "Name a folder that `vulnadapt evaluate --run-folder` or `vulnadapt experiment` has written."
    case ModelFileError.notAModel:
      "Name a file that `vulnadapt train` has written."
    case FileError.unwritable, ModelFileError.file(.unwritable), ReportFileError.unwritable,
      BaselineError.unwritable:
      "Choose another path, or make room, and run the command again."
    case is NoThreadLeft:
      "Raise the limit (ulimit -u, or the container's), or end other programs, then run the command again."
    case StarterModelError.missing:
      "Install the program again with `make install`, or give --model FILE."
    case FunctionChoiceError.noSuchFunction(let file, _, let known) where known.count > 5:
      (error.explanation.nextStep ?? "") + " `vulnadapt functions \(file.printable)` lists them."
    default: nil
    }
  }
}
