import ArgumentParser

/// What the process tells its caller; the numbers are part of the interface.
enum ExitStatus: Int32, CaseIterable {
  /// The job was done.
  case done = 0
  /// The job was done, and findings reach the level the caller asked to fail on.
  case findings = 1
  /// The job could not be finished; standard error says why.
  case couldNotFinish = 2
  /// Nobody read standard output to its end; what a shell shows for a program that a closed pipe ended.
  case outputClosed = 141
  /// The command line makes no sense.
  case usage = 64

  /// The value to throw out of a command.
  var exitCode: ExitCode { ExitCode(rawValue) }
}
