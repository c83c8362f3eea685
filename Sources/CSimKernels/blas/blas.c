#include "sim_blas.h"

#include <cblas.h>
#include <lapacke.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

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

void sim_add_gram(size_t count, size_t dimension, double scale, const double *rows,
                  double *kernel) {
  cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, (blasint)count, (blasint)dimension, scale,
              rows, (blasint)dimension, 1, kernel, (blasint)count);
}

int sim_ridge_solve(size_t count, size_t target_count, double ridge, double *kernel,
                    double *targets) {
  const lapack_int n = (lapack_int)count;
  const lapack_int m = (lapack_int)target_count;
  for (size_t index = 0; index < count; index += 1) kernel[index * (count + 1)] += ridge;
  // Row-major lower triangles are column-major upper ones: LAPACK works in place, without copies.
  lapack_int failure = LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'U', n, kernel, n);
  if (failure == 0) failure = LAPACKE_dpotrs(LAPACK_ROW_MAJOR, 'L', n, m, kernel, n, targets, m);
  if (failure == 0) failure = LAPACKE_dpotri_work(LAPACK_COL_MAJOR, 'U', n, kernel, n);
  return (int)failure;
}

int sim_polar_factor(size_t rows, size_t columns, double *matrix, double *rotation) {
  const size_t rank = rows < columns ? rows : columns;
  double *left = malloc(rows * rank * sizeof *left);
  double *right = malloc(rank * columns * sizeof *right);
  double *values = malloc(rank * sizeof *values);
  lapack_int failure = 1;
  if (left && right && values) {
    failure = LAPACKE_dgesdd(LAPACK_ROW_MAJOR, 'S', (lapack_int)rows, (lapack_int)columns, matrix,
                             (lapack_int)columns, values, left, (lapack_int)rank, right,
                             (lapack_int)columns);
  }
  if (failure == 0) {
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (blasint)rows, (blasint)columns,
                (blasint)rank, 1, left, (blasint)rank, right, (blasint)columns, 0, rotation,
                (blasint)columns);
  }
  free(left);
  free(right);
  free(values);
  return (int)failure;
}

int sim_largest_eigenpairs(size_t count, size_t wanted, double *matrix, double *values,
                           double *vectors) {
  const lapack_int n = (lapack_int)count;
  const lapack_int k = (lapack_int)wanted;
  // LAPACK writes as many values as the matrix has rows, whatever it is asked for.
  double *all = malloc(count * sizeof *all);
  lapack_int *support = malloc(2 * wanted * sizeof *support);
  lapack_int found = 0;
  lapack_int failure = 1;
  if (all && support) {
    // A row-major lower triangle is a column-major upper one; the eigenvectors are then columns, which
    // lie in memory as rows.
    failure = LAPACKE_dsyevr(LAPACK_COL_MAJOR, 'V', 'I', 'U', n, matrix, n, 0, 0, n - k + 1, n, 0,
                             &found, all, vectors, n, support);
  }
  if (failure == 0 && found != k) failure = 1;
  if (failure == 0) memcpy(values, all, wanted * sizeof *values);
  free(all);
  free(support);
  return (int)failure;
}

double sim_lapack_epsilon(void) { return LAPACKE_dlamch('E'); }
