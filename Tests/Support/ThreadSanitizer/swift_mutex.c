// Tells the thread sanitizer what Swift's Mutex does when it has to wait: scripts/test-sanitizers loads this
// before the tests. Taking and leaving a free mutex is compiled into our code and seen; the rest is in
// libswiftSynchronization, which is not instrumented, and in the kernel.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>

// Those of the sanitizer, where the process has it.
void __tsan_acquire(void *) __attribute__((weak));
void __tsan_release(void *) __attribute__((weak));

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

// Synchronization._MutexHandle._lockSlow(UInt32) and _unlockSlow().
#define LOCK $s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF
#define UNLOCK $s15Synchronization12_MutexHandleV11_unlockSlowyyF
#define NAME(symbol) #symbol
#define NAME_OF(symbol) NAME(symbol)

static void *next(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (!function) abort();
  return function;
}

SWIFT void LOCK(uint32_t thread, SELF) {
  ((SWIFT void (*)(uint32_t, SELF))next(NAME_OF(LOCK)))(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void UNLOCK(SELF) {
  if (__tsan_release) __tsan_release(self);
  ((SWIFT void (*)(SELF))next(NAME_OF(UNLOCK)))(self);
}
