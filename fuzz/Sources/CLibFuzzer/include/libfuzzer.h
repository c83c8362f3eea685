/// The part of libFuzzer's interface that a program with its own `main` calls
/// (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
#ifndef ROLEWISE_LIBFUZZER_H
#define ROLEWISE_LIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
    int *_Nonnull count, char *_Nullable *_Nonnull *_Nonnull arguments,
    int (*_Nonnull test)(const uint8_t *_Nullable data, size_t size));

#endif
