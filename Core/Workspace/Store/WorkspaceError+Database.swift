import GRDB

extension WorkspaceError {
  /// The error that a failure of the database stands for; other errors pass through.
  static func translating(_ error: any Error, file: String) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    switch error.resultCode {
    case .SQLITE_FULL: return WorkspaceError.diskFull(file: file)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return WorkspaceError.damaged(file: file, detail: error.message ?? "unreadable")
    default: return WorkspaceError.storage(file: file, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// The sentence to show for any error.
  ///
  /// The errors of this program are finished sentences; those of the system get a beginning.
  public static func sentence(for error: any Error) -> String {
    switch error {
    // Their own sentences speak to users of the command line.
    case ModelFileError.unwritable(let file, let reason), ReportFileError.unwritable(let file, let reason),
      BaselineError.unwritable(let file, let reason):
      WorkspaceError.unwritable(file: file, reason: reason).description
    case let error as any CustomStringConvertible & Error where isOurs(error): error.description
    default: "This did not work: \(error.localizedDescription). Try again."
    }
  }

  private static func isOurs(_ error: any Error) -> Bool {
    error is WorkspaceError || error is LabelError || error is RepositoryError || error is TrainingError
      || error is SettingError || error is ModelFileError || error is DetectionError
      || error is SourceTextError
      || error is ConfigurationError || error is BaselineError || error is ReportFileError
  }
}
