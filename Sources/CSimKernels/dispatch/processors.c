#define _GNU_SOURCE
#include "sim_kernels.h"

#include <sched.h>
#include <unistd.h>

int sim_processor_count(void) {
  cpu_set_t mask;
  if (sched_getaffinity(0, sizeof mask, &mask) == 0 && CPU_COUNT(&mask) > 0) {
    return CPU_COUNT(&mask);
  }
  // More processors than the mask holds, or a system without masks.
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}
