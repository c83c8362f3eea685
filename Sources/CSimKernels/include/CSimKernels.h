// Umbrella header of the C kernels. See README.md: no public API.
#ifndef CSIMKERNELS_H
#define CSIMKERNELS_H

#include "sim_blas.h"
#include "sim_checksum.h"
#include "sim_encoder.h"
#include "sim_kernels.h"
#include "sim_rate.h"
#include "sim_screen.h"
#include "sim_settle.h"
#include "sim_unicode.h"

#endif
