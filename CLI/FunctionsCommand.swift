import ArgumentParser
import Core

/// `vulnadapt functions`: lists what the other commands work on.
struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "Lists every C function of folders and files.",
    discussion: """
      Prints the file, line range, name and signature of each function definition in the .c and .h files
      below PATH, in the byte order of their paths. What was skipped, and why, goes to standard error.
      Of several PATHs, files are named from the folder that holds them all.

      .gitignore and .vulnadaptignore files are honoured (the latter have git's syntax and come first);
      symbolic links are not followed. Branches that no compiler sees (#if 0) are left out.

      EXAMPLES
        vulnadapt functions src
        vulnadapt functions src/main.c lib --exclude '*_test.c'
        vulnadapt functions . --format json > functions.json
        vulnadapt functions . --quiet | wc -l

      EXIT STATUS
        0 done, 2 could not finish (for example, PATH is missing), 64 wrong usage
      """)

  @OptionGroup var sources: SourceOptions

  @OptionGroup var output: FormatOptions

  @Option(
    name: .customLong("extension"), parsing: .singleValue,
    help: ArgumentHelp("The ending of the files to read; may be repeated.", valueName: "ending"))
  var extensions: [String] = ["c", "h"]

  @Option(
    name: .customLong("max-file-size"),
    help: ArgumentHelp("The largest file to read, in MB.", valueName: "megabytes"))
  var maximumFileSize = SourceText.defaultSizeLimit >> 20

  @OptionGroup var parallel: ThreadOptions

  @Flag(name: .customLong("no-ignore"), help: "Read what .gitignore and .vulnadaptignore files skip, too.")
  var readsIgnored = false

  @OptionGroup var quiet: QuietOptions

  func validate() throws {
    guard !sources.paths.isEmpty else { throw ValidationError("Name a folder of C code or a C file.") }
    guard (1...2_048).contains(maximumFileSize) else {
      throw ValidationError("--max-file-size must be between 1 and 2048 MB.")
    }
  }

  func run() throws { try run(on: .standard) }

  /// Lists the functions on a console.
  func run(on console: Console) throws {
    try console.run {
      let options = Repository.Options(
        endings: FileEndings(extensions),
        honoursIgnoreFiles: !readsIgnored, maximumFileSize: maximumFileSize << 20)
      let (root, repository) = try sources.repository(options)
      let scanner = RepositoryScanner(repository: repository, threads: parallel.threads)
      var listing = FunctionListing(format: output.format, path: root)
      var hasBegun = false
      let summary = try scanner.scan { file in
        // Nothing is written before the first file, so that a wrong path leaves no half a document.
        if !hasBegun { try console.write(listing.opening()) }
        hasBegun = true
        let text = listing.add(file)
        if !text.isEmpty { try console.write(text) }
      }
      if !hasBegun { try console.write(listing.opening()) }
      try console.write(listing.closing(summary))
      listing.notes(summary).forEach(quiet.remarks(on: console).note)
    }
  }
}
