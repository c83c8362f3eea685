#include "sim_blas.h"

#include <cblas.h>
#include <lapacke.h>
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void use_one_thread(void) { openblas_set_num_threads(1); }

void sim_blas_configure(void) { pthread_once(&once, use_one_thread); }

const char *sim_blas_description(void) { return openblas_get_config(); }

const char *sim_blas_core_name(void) { return openblas_get_corename(); }

void sim_product_transposed(size_t rows, size_t columns, size_t inner, float alpha, const float *a,
                            size_t a_stride, const float *b, size_t b_stride, float beta, float *c,
                            size_t c_stride) {
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (blasint)rows, (blasint)columns,
              (blasint)inner, alpha, a, (blasint)a_stride, b, (blasint)b_stride, beta, c,
              (blasint)c_stride);
}

double sim_lapack_epsilon(void) { return LAPACKE_dlamch('E'); }
