import ArgumentParser
import Core

/// The flags that say how functions are rewritten before they are learnt from.
struct NormalisationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("All statements, or those that mention a variable.", valueName: "full|gadget"))
  var variant: Normalisation.Variant?

  @Option(
    help: ArgumentHelp(
      "How variables and functions are called: var1, var2 …, or var, or by the words of functions' or all names.",
      valueName: "numbered|merged|words|all-words"))
  var identifiers: Normalisation.IdentifierStyle?

  @Option(help: ArgumentHelp("Names numbered higher share var+ and func+.", valueName: "number"))
  var nameLimit: Int?

  @Option(help: ArgumentHelp("Whether the project's own types become <type>.", valueName: "keep|merge"))
  var types: Normalisation.TypeStyle?

  @Flag(inversion: .prefixedNo, help: "Keep the names of C library and POSIX functions.")
  var libraryNames: Bool?

  @Flag(inversion: .prefixedNo, help: "Keep the function's head as a statement.")
  var signature: Bool?

  func validate() throws {
    if let nameLimit, nameLimit < 1 { throw ValidationError("--name-limit must be at least 1.") }
  }

  /// The given settings with what the flags say put in their place.
  func applied(to base: Normalisation) -> Normalisation {
    Normalisation(
      variant: variant ?? base.variant, identifierStyle: identifiers ?? base.identifierStyle,
      nameLimit: nameLimit ?? base.nameLimit, omittedWords: base.omittedWords,
      typeStyle: types ?? base.typeStyle,
      keepsLibraryNames: libraryNames ?? base.keepsLibraryNames,
      keepsSignature: signature ?? base.keepsSignature)
  }
}

extension Normalisation.Variant: ExpressibleByArgument {}
extension Normalisation.IdentifierStyle: ExpressibleByArgument {}
extension Normalisation.TypeStyle: ExpressibleByArgument {}
