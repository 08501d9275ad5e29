import CLibFuzzer
import Foundation

/// The program's start, under the name the package manager gives it: libFuzzer then calls ``oneInput`` for every input.
@_cdecl("Fuzz_main")
func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    guard Target.chosen != nil else {
        print("Set FUZZ_TARGET to one of: " + Target.allCases.map(\.rawValue).joined(separator: " "))
        return 2
    }
    var count = count
    var arguments = arguments
    return LLVMFuzzerRunDriver(&count, &arguments, oneInput)
}

private func oneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Target.chosen?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

extension Target {
    /// Named by the environment, since libFuzzer owns the command line and starts itself again with it.
    static let chosen = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(Target.init)
}
