// Thin calls into OpenBLAS and LAPACKE. Matrices are row-major f32.
#ifndef SIM_BLAS_H
#define SIM_BLAS_H

#include <stddef.h>

// Sets OpenBLAS to one thread for the whole process: the callers bring their own threads.
// Cheap and idempotent.
void sim_blas_configure(void);

// Build description and the CPU core type OpenBLAS chose, as it names them.
const char *_Nonnull sim_blas_description(void);
const char *_Nonnull sim_blas_core_name(void);

// c[rows x columns] = alpha * a[rows x inner] * transpose(b[columns x inner]) + beta * c.
// `*_stride` is the distance between rows in floats.
void sim_product_transposed(size_t rows, size_t columns, size_t inner, float alpha,
                            const float *_Nonnull a, size_t a_stride, const float *_Nonnull b,
                            size_t b_stride, float beta, float *_Nonnull c, size_t c_stride);

// The machine epsilon that LAPACK reports for f64: shows that LAPACKE is linked and answers.
double sim_lapack_epsilon(void);

#endif
