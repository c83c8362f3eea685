// Thin calls into OpenBLAS and LAPACKE. Matrices are row-major; f32 unless said.
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

// kernel[count x count] += scale * rows * transpose(rows) in f64, in its lower triangle.
// rows[count x dimension].
void sim_add_gram(size_t count, size_t dimension, double scale, const double *_Nonnull rows,
                  double *_Nonnull kernel);

// Solves (kernel + ridge I) coefficients = targets in f64 by Cholesky's factorisation.
// kernel[count x count]: symmetric, its lower triangle is read; overwritten by the inverse's lower triangle.
// targets[count x target_count]: overwritten by the coefficients.
// Returns 0; else LAPACK's number, above 0 where the sum is not positive definite.
int sim_ridge_solve(size_t count, size_t target_count, double ridge, double *_Nonnull kernel,
                    double *_Nonnull targets);

// rotation[rows x columns] = U V^T of the singular value decomposition U S V^T of matrix[rows x columns],
// in f64; matrix is overwritten. Returns 0; else LAPACK's number (below 0: a value is not finite; above
// 0: no convergence), or 1 where there is no memory.
int sim_polar_factor(size_t rows, size_t columns, double *_Nonnull matrix,
                     double *_Nonnull rotation);

// The `wanted` largest eigenvalues of the symmetric matrix[count x count] in f64, ascending, into values,
// and their unit eigenvectors, a row each, into vectors[wanted x count]. The lower triangle is read; the matrix is
// overwritten. Returns 0; else LAPACK's number (below 0: a value is not finite; above 0: no convergence), or 1
// where there is no memory.
int sim_largest_eigenpairs(size_t count, size_t wanted, double *_Nonnull matrix,
                           double *_Nonnull values, double *_Nonnull vectors);

// The machine epsilon that LAPACK reports for f64: shows that LAPACKE is linked and answers.
double sim_lapack_epsilon(void);

#endif
