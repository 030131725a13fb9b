#pragma once
#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer, which the compiler links with -sanitize=fuzzer (llvm.org/docs/LibFuzzer.html).
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*tryInput)(const uint8_t *data, size_t size));
