/// A file system for SQLite that fails on purpose.
///
/// It stands before SQLite's own (a VFS, https://www.sqlite.org/vfs.html) and is the default one from
/// `fault_register` on. Files outside the armed folder are none of its business: they are opened by the
/// file system behind it. One folder is armed at a time.
#ifndef FAULT_FILE_SYSTEM_H
#define FAULT_FILE_SYSTEM_H

#include <stdint.h>

typedef enum fault_kind {
  /// Nothing fails; operations are counted.
  FAULT_NONE,
  /// One operation fails, those after it work.
  FAULT_FAIL_ONCE,
  /// An operation fails, and every one after it.
  FAULT_FAIL_FROM,
  /// Every write from one on finds the disk full.
  FAULT_DISK_FULL,
  /// One write writes half of its bytes and fails, operations after it work.
  FAULT_SHORT_WRITE,
  /// The power fails before an operation: what no sync had written to the disk is lost, and nothing
  /// works any more.
  FAULT_POWER_LOSS,
  /// The same, but the disk had written some of it, in no order: each write is kept or lost by lot, and
  /// the last one that is kept may end at a sector.
  FAULT_POWER_LOSS_PARTIAL,
} fault_kind;

/// Makes this file system SQLite's default; once a process. Returns SQLite's result code.
int fault_register(void);

/// Arms a folder: operations on its files count from 1, and `operation` is the one that fails. Which
/// operations count depends on the kind: all, only writes (disk full, short write), or only what
/// changes files (power losses). `seed` draws the lots.
void fault_arm(const char *_Nonnull folder, fault_kind kind, uint64_t operation, uint64_t seed);

/// Operations counted since `fault_arm`.
uint64_t fault_operation_count(void);

/// Whether the fault has happened since `fault_arm`.
int fault_has_struck(void);

/// Lets the folder go: files that are open work again.
void fault_disarm(void);

#endif
