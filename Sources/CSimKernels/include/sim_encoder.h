// The element-wise passes of a BERT encoder, f32, row-major, in place.
#ifndef SIM_ENCODER_H
#define SIM_ENCODER_H

#include <stddef.h>

// Each row += bias[columns].
void sim_add_bias(float *_Nonnull values, const float *_Nonnull bias, size_t rows, size_t columns);

// Each component x of (row + bias) becomes x * Phi(x), the exact GELU of Hendrycks and Gimpel (2016).
void sim_add_bias_gelu(float *_Nonnull values, const float *_Nonnull bias, size_t rows,
                       size_t columns);

// Each row becomes LayerNorm(row + residual + bias) * weight + shift (Ba, Kiros, Hinton 2016);
// mean and variance are summed in f64. `bias` may be NULL.
void sim_residual_layer_norm(float *_Nonnull values, const float *_Nonnull residual,
                             const float *_Nullable bias, const float *_Nonnull weight,
                             const float *_Nonnull shift, float epsilon, size_t rows,
                             size_t columns);

// Each row becomes softmax(row * scale).
void sim_scaled_softmax(float *_Nonnull values, float scale, size_t rows, size_t columns,
                        size_t stride);

// output[columns] = the mean of `rows` rows, summed in f64, scaled to unit length. A zero mean
// stays zero. With `first_only` the first row is taken instead of the mean (CLS pooling).
void sim_pool_unit(const float *_Nonnull values, size_t rows, size_t columns, int first_only,
                   float *_Nonnull output);

// Scales `values` to unit length in f64; a zero vector stays zero. Returns the length it had.
double sim_normalise(float *_Nonnull values, size_t count);

#endif
