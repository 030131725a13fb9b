/// The version of the library and of the command line tool, as models record it.
public let libraryVersion = "0.1.0"
