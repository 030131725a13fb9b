import CFuzzer
import Foundation

// VULNADAPT_FUZZ_READER names the reader that is tried; the arguments are libFuzzer's.
let readerName = ProcessInfo.processInfo.environment["VULNADAPT_FUZZ_READER"] ?? ""
guard let makeReader = readers[readerName] else {
  fatalError("VULNADAPT_FUZZ_READER must be one of \(readers.keys.sorted().joined(separator: ", "))")
}
let reader = try makeReader()

/// The name under which libFuzzer looks for what it tries.
@_cdecl("LLVMFuzzerTestOneInput")
func tryInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  reader([UInt8](UnsafeBufferPointer(start: data, count: size)))
  return 0
}

// SwiftPM makes this file's code the program's entry in place of libFuzzer's.
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(LLVMFuzzerRunDriver(&count, &arguments) { data, size in tryInput(data, size) })
