#include "fault_file_system.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// What an operation does, as a set of bits.
enum {
  OPERATION_READ = 1,
  OPERATION_WRITE = 2,
  OPERATION_CHANGE = 4,
};

/// A change of a file that no sync has written to the disk.
typedef struct change {
  struct change *next;
  sqlite3_int64 offset;
  sqlite3_int64 size_before;
  /// The new bytes; -1 for a truncation to `offset`.
  sqlite3_int64 count;
  unsigned char *bytes;
  /// What stood in their place, or behind the new end.
  sqlite3_int64 old_count;
  unsigned char *old_bytes;
} change;

/// The changes of a file, newest first.
typedef struct unsynced_file {
  struct unsynced_file *next;
  char *path;
  change *newest;
} unsynced_file;

typedef struct fault_file {
  sqlite3_file base;
  char *path;
  /// The file of the system behind, in the bytes after this struct.
  sqlite3_file *real;
} fault_file;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs fault_vfs;

static struct {
  pthread_mutex_t mutex;
  char folder[1024];
  fault_kind kind;
  uint64_t operation;
  uint64_t count;
  uint64_t random;
  int has_struck;
  int is_dead;
  unsynced_file *files;
} disk = {.mutex = PTHREAD_MUTEX_INITIALIZER};

static int is_power_loss(void) {
  return disk.kind == FAULT_POWER_LOSS || disk.kind == FAULT_POWER_LOSS_PARTIAL;
}

static int is_in_folder(const char *path) {
  size_t length = strlen(disk.folder);
  return length > 0 && path != NULL && strncmp(path, disk.folder, length) == 0;
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
static uint64_t draw(void) {
  uint64_t z = disk.random += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

// MARK: - What is not on the disk yet

static unsynced_file *unsynced(const char *path) {
  for (unsynced_file *file = disk.files; file != NULL; file = file->next) {
    if (strcmp(file->path, path) == 0) return file;
  }
  unsynced_file *file = calloc(1, sizeof *file);
  file->path = strdup(path);
  file->next = disk.files;
  disk.files = file;
  return file;
}

static void forget_changes(unsynced_file *file) {
  while (file->newest != NULL) {
    change *gone = file->newest;
    file->newest = gone->next;
    free(gone->bytes);
    free(gone->old_bytes);
    free(gone);
  }
}

/// Notes a change before it is made; `bytes` is null for a truncation.
static void note_change(fault_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  change *made = calloc(1, sizeof *made);
  made->offset = offset;
  made->count = bytes == NULL ? -1 : count;
  file->real->pMethods->xFileSize(file->real, &made->size_before);
  sqlite3_int64 end = bytes == NULL ? made->size_before : offset + count;
  if (end > made->size_before) end = made->size_before;
  made->old_count = end > offset ? end - offset : 0;
  made->old_bytes = malloc(made->old_count > 0 ? (size_t)made->old_count : 1);
  if (made->old_count > 0) {
    file->real->pMethods->xRead(file->real, made->old_bytes, (int)made->old_count, offset);
  }
  if (bytes != NULL) {
    made->bytes = malloc((size_t)count);
    memcpy(made->bytes, bytes, (size_t)count);
  }
  unsynced_file *list = unsynced(file->path);
  made->next = list->newest;
  list->newest = made;
}

/// Puts a file back to its last sync, then makes again the changes that the disk had written by chance.
static void lose_changes(unsynced_file *file) {
  int descriptor = open(file->path, O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return;
  change *oldest = NULL;
  while (file->newest != NULL) {
    change *undone = file->newest;
    file->newest = undone->next;
    if (pwrite(descriptor, undone->old_bytes, (size_t)undone->old_count, undone->offset) < 0) abort();
    if (ftruncate(descriptor, undone->size_before) != 0) abort();
    undone->next = oldest;
    oldest = undone;
  }
  while (oldest != NULL) {
    change *kept = oldest;
    oldest = kept->next;
    if (disk.kind == FAULT_POWER_LOSS_PARTIAL && draw() % 2 == 0) {
      if (kept->count < 0) {
        if (ftruncate(descriptor, kept->offset) != 0) abort();
      } else {
        size_t count = (size_t)kept->count;
        if (draw() % 4 == 0) count = count / 2 / 512 * 512;
        if (pwrite(descriptor, kept->bytes, count, kept->offset) < 0) abort();
      }
    }
    free(kept->bytes);
    free(kept->old_bytes);
    free(kept);
  }
  close(descriptor);
}

// MARK: - The fault

typedef enum outcome { WORKS, FAILS, WRITES_HALF } outcome;

static int counts(int kinds) {
  switch (disk.kind) {
  case FAULT_DISK_FULL:
  case FAULT_SHORT_WRITE: return (kinds & OPERATION_WRITE) != 0;
  case FAULT_POWER_LOSS:
  case FAULT_POWER_LOSS_PARTIAL: return (kinds & OPERATION_CHANGE) != 0;
  default: return 1;
  }
}

/// Counts an operation and says how it ends. The mutex is held.
static outcome next_operation(int kinds) {
  if (disk.folder[0] == 0) return WORKS;
  if (disk.is_dead) return FAILS;
  if (!counts(kinds)) return WORKS;
  disk.count++;
  if (disk.kind == FAULT_NONE || disk.count < disk.operation) return WORKS;
  if (disk.count > disk.operation) {
    return disk.kind == FAULT_FAIL_FROM || disk.kind == FAULT_DISK_FULL ? FAILS : WORKS;
  }
  disk.has_struck = 1;
  if (is_power_loss()) {
    disk.is_dead = 1;
    for (unsynced_file *file = disk.files; file != NULL; file = file->next) lose_changes(file);
  }
  return disk.kind == FAULT_SHORT_WRITE ? WRITES_HALF : FAILS;
}

static int fails(int kinds) {
  pthread_mutex_lock(&disk.mutex);
  outcome result = next_operation(kinds);
  pthread_mutex_unlock(&disk.mutex);
  return result != WORKS;
}

// MARK: - Files

static int file_close(sqlite3_file *handle) {
  fault_file *file = (fault_file *)handle;
  int result = file->real->pMethods->xClose(file->real);
  free(file->path);
  return result;
}

static int file_read(sqlite3_file *handle, void *bytes, int count, sqlite3_int64 offset) {
  fault_file *file = (fault_file *)handle;
  if (fails(OPERATION_READ)) return SQLITE_IOERR_READ;
  return file->real->pMethods->xRead(file->real, bytes, count, offset);
}

static int file_write(sqlite3_file *handle, const void *bytes, int count, sqlite3_int64 offset) {
  fault_file *file = (fault_file *)handle;
  pthread_mutex_lock(&disk.mutex);
  outcome result = next_operation(OPERATION_WRITE | OPERATION_CHANGE);
  int code;
  if (result == FAILS) {
    code = disk.kind == FAULT_DISK_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  } else {
    int written = result == WRITES_HALF ? count / 2 : count;
    if (is_power_loss()) note_change(file, bytes, written, offset);
    code = file->real->pMethods->xWrite(file->real, bytes, written, offset);
    if (result == WRITES_HALF && code == SQLITE_OK) code = SQLITE_IOERR_WRITE;
  }
  pthread_mutex_unlock(&disk.mutex);
  return code;
}

static int file_truncate(sqlite3_file *handle, sqlite3_int64 size) {
  fault_file *file = (fault_file *)handle;
  pthread_mutex_lock(&disk.mutex);
  int code = SQLITE_IOERR_TRUNCATE;
  if (next_operation(OPERATION_CHANGE) == WORKS) {
    if (is_power_loss()) note_change(file, NULL, 0, size);
    code = file->real->pMethods->xTruncate(file->real, size);
  }
  pthread_mutex_unlock(&disk.mutex);
  return code;
}

static int file_sync(sqlite3_file *handle, int flags) {
  fault_file *file = (fault_file *)handle;
  pthread_mutex_lock(&disk.mutex);
  int code = SQLITE_IOERR_FSYNC;
  if (next_operation(OPERATION_CHANGE) == WORKS) {
    code = file->real->pMethods->xSync(file->real, flags);
    if (code == SQLITE_OK) forget_changes(unsynced(file->path));
  }
  pthread_mutex_unlock(&disk.mutex);
  return code;
}

static int file_size(sqlite3_file *handle, sqlite3_int64 *size) {
  fault_file *file = (fault_file *)handle;
  if (fails(OPERATION_READ)) return SQLITE_IOERR_FSTAT;
  return file->real->pMethods->xFileSize(file->real, size);
}

static int file_lock(sqlite3_file *handle, int level) {
  fault_file *file = (fault_file *)handle;
  if (fails(OPERATION_READ)) return SQLITE_IOERR_LOCK;
  return file->real->pMethods->xLock(file->real, level);
}

static int file_unlock(sqlite3_file *handle, int level) {
  fault_file *file = (fault_file *)handle;
  return file->real->pMethods->xUnlock(file->real, level);
}

static int file_check_reserved_lock(sqlite3_file *handle, int *result) {
  fault_file *file = (fault_file *)handle;
  if (fails(OPERATION_READ)) return SQLITE_IOERR_CHECKRESERVEDLOCK;
  return file->real->pMethods->xCheckReservedLock(file->real, result);
}

static int file_control(sqlite3_file *handle, int operation, void *argument) {
  fault_file *file = (fault_file *)handle;
  return file->real->pMethods->xFileControl(file->real, operation, argument);
}

static int file_sector_size(sqlite3_file *handle) {
  fault_file *file = (fault_file *)handle;
  return file->real->pMethods->xSectorSize(file->real);
}

static int file_device_characteristics(sqlite3_file *handle) {
  fault_file *file = (fault_file *)handle;
  return file->real->pMethods->xDeviceCharacteristics(file->real);
}

static int file_map_memory(
    sqlite3_file *handle, int region, int size, int extends, void volatile **memory) {
  fault_file *file = (fault_file *)handle;
  if (fails(OPERATION_READ)) {
    *memory = NULL;
    return SQLITE_IOERR_SHMMAP;
  }
  return file->real->pMethods->xShmMap(file->real, region, size, extends, memory);
}

static int file_lock_memory(sqlite3_file *handle, int offset, int count, int flags) {
  fault_file *file = (fault_file *)handle;
  if (!(flags & SQLITE_SHM_UNLOCK) && fails(OPERATION_READ)) return SQLITE_IOERR_SHMLOCK;
  return file->real->pMethods->xShmLock(file->real, offset, count, flags);
}

static void file_barrier(sqlite3_file *handle) {
  fault_file *file = (fault_file *)handle;
  file->real->pMethods->xShmBarrier(file->real);
}

static int file_unmap_memory(sqlite3_file *handle, int deletes) {
  fault_file *file = (fault_file *)handle;
  return file->real->pMethods->xShmUnmap(file->real, deletes);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_device_characteristics,
    .xShmMap = file_map_memory,
    .xShmLock = file_lock_memory,
    .xShmBarrier = file_barrier,
    .xShmUnmap = file_unmap_memory,
};

// MARK: - The file system

static int vfs_open(
    sqlite3_vfs *vfs, const char *path, sqlite3_file *handle, int flags, int *out_flags) {
  (void)vfs;
  pthread_mutex_lock(&disk.mutex);
  int is_armed = is_in_folder(path);
  outcome result = is_armed ? next_operation(OPERATION_CHANGE) : WORKS;
  pthread_mutex_unlock(&disk.mutex);
  // A file that is none of ours is opened in place of ours, with the methods of the system behind.
  if (!is_armed) return real_vfs->xOpen(real_vfs, path, handle, flags, out_flags);
  fault_file *file = (fault_file *)handle;
  memset(file, 0, sizeof *file);
  if (result != WORKS) return SQLITE_CANTOPEN;
  file->real = (sqlite3_file *)(file + 1);
  int code = real_vfs->xOpen(real_vfs, path, file->real, flags, out_flags);
  if (code != SQLITE_OK) return code;
  file->path = strdup(path);
  file->base.pMethods = &methods;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
  (void)vfs;
  pthread_mutex_lock(&disk.mutex);
  int code = SQLITE_IOERR_DELETE;
  int is_armed = is_in_folder(path);
  if (!is_armed || next_operation(OPERATION_CHANGE) == WORKS) {
    code = real_vfs->xDelete(real_vfs, path, syncs_folder);
    if (is_armed && code == SQLITE_OK) forget_changes(unsynced(path));
  }
  pthread_mutex_unlock(&disk.mutex);
  return code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
  (void)vfs;
  pthread_mutex_lock(&disk.mutex);
  int is_failing = is_in_folder(path) && next_operation(OPERATION_READ) != WORKS;
  pthread_mutex_unlock(&disk.mutex);
  return is_failing ? SQLITE_IOERR_ACCESS : real_vfs->xAccess(real_vfs, path, flags, result);
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *path, int count, char *result) {
  (void)vfs;
  return real_vfs->xFullPathname(real_vfs, path, count, result);
}

static void *vfs_open_library(sqlite3_vfs *vfs, const char *path) {
  (void)vfs;
  return real_vfs->xDlOpen(real_vfs, path);
}

static void vfs_library_error(sqlite3_vfs *vfs, int count, char *message) {
  (void)vfs;
  real_vfs->xDlError(real_vfs, count, message);
}

static void (*vfs_symbol(sqlite3_vfs *vfs, void *library, const char *name))(void) {
  (void)vfs;
  return real_vfs->xDlSym(real_vfs, library, name);
}

static void vfs_close_library(sqlite3_vfs *vfs, void *library) {
  (void)vfs;
  real_vfs->xDlClose(real_vfs, library);
}

static int vfs_randomness(sqlite3_vfs *vfs, int count, char *bytes) {
  (void)vfs;
  return real_vfs->xRandomness(real_vfs, count, bytes);
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return real_vfs->xSleep(real_vfs, microseconds);
}

static int vfs_current_time(sqlite3_vfs *vfs, double *days) {
  (void)vfs;
  return real_vfs->xCurrentTime(real_vfs, days);
}

static int vfs_last_error(sqlite3_vfs *vfs, int count, char *message) {
  (void)vfs;
  return real_vfs->xGetLastError(real_vfs, count, message);
}

int fault_register(void) {
  pthread_mutex_lock(&disk.mutex);
  int code = SQLITE_OK;
  if (real_vfs == NULL) {
    real_vfs = sqlite3_vfs_find(NULL);
    fault_vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = (int)sizeof(fault_file) + real_vfs->szOsFile,
        .mxPathname = real_vfs->mxPathname,
        .zName = "fault",
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_path,
        .xDlOpen = vfs_open_library,
        .xDlError = vfs_library_error,
        .xDlSym = vfs_symbol,
        .xDlClose = vfs_close_library,
        .xRandomness = vfs_randomness,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_current_time,
        .xGetLastError = vfs_last_error,
    };
    code = sqlite3_vfs_register(&fault_vfs, 1);
  }
  pthread_mutex_unlock(&disk.mutex);
  return code;
}

void fault_arm(const char *folder, fault_kind kind, uint64_t operation, uint64_t seed) {
  pthread_mutex_lock(&disk.mutex);
  strncpy(disk.folder, folder, sizeof disk.folder - 1);
  disk.kind = kind;
  disk.operation = operation;
  disk.count = 0;
  disk.random = seed;
  disk.has_struck = 0;
  disk.is_dead = 0;
  pthread_mutex_unlock(&disk.mutex);
}

uint64_t fault_operation_count(void) {
  pthread_mutex_lock(&disk.mutex);
  uint64_t count = disk.count;
  pthread_mutex_unlock(&disk.mutex);
  return count;
}

int fault_has_struck(void) {
  pthread_mutex_lock(&disk.mutex);
  int has_struck = disk.has_struck;
  pthread_mutex_unlock(&disk.mutex);
  return has_struck;
}

void fault_disarm(void) {
  pthread_mutex_lock(&disk.mutex);
  disk.folder[0] = 0;
  disk.is_dead = 0;
  while (disk.files != NULL) {
    unsynced_file *gone = disk.files;
    disk.files = gone->next;
    forget_changes(gone);
    free(gone->path);
    free(gone);
  }
  pthread_mutex_unlock(&disk.mutex);
}
