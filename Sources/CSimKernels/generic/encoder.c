#include "sim_encoder.h"

#include <math.h>

void sim_add_bias(float *values, const float *bias, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict at = values + row * columns;
    for (size_t column = 0; column < columns; column++) at[column] += bias[column];
  }
}

// erf by the rational minimax approximation x * P(x^2) / Q(x^2) on [-4, 4] that Eigen and XLA use
// for f32; its error is a few units in the last place, and it vectorises.
static inline float erf_rational(float x) {
  x = x < -4.0f ? -4.0f : x > 4.0f ? 4.0f : x;
  float y = x * x;
  float p = -2.72614225801306e-10f;
  p = p * y + 2.77068142495902e-08f;
  p = p * y + -2.10102402082508e-06f;
  p = p * y + -5.69250639462346e-05f;
  p = p * y + -7.34990630326855e-04f;
  p = p * y + -2.95459980854025e-03f;
  p = p * y + -1.60960333262415e-02f;
  float q = -1.45660718464996e-05f;
  q = q * y + -2.13374055278905e-04f;
  q = q * y + -1.68282697438203e-03f;
  q = q * y + -7.37332916720468e-03f;
  q = q * y + -1.42647390514189e-02f;
  return x * p / q;
}

void sim_add_bias_gelu(float *values, const float *bias, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict at = values + row * columns;
    for (size_t column = 0; column < columns; column++) {
      float x = at[column] + bias[column];
      at[column] = 0.5f * x * (1.0f + erf_rational(x * 0.70710678118654752f));
    }
  }
}

void sim_residual_layer_norm(float *values, const float *residual, const float *bias,
                             const float *weight, const float *shift, float epsilon, size_t rows,
                             size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict at = values + row * columns;
    const float *more = residual + row * columns;
    double sum = 0;
    for (size_t column = 0; column < columns; column++) {
      at[column] += more[column] + (bias ? bias[column] : 0.0f);
      sum += at[column];
    }
    double mean = sum / (double)columns, squares = 0;
    for (size_t column = 0; column < columns; column++) {
      double distance = at[column] - mean;
      squares += distance * distance;
    }
    float centre = (float)mean;
    float factor = (float)(1.0 / sqrt(squares / (double)columns + (double)epsilon));
    for (size_t column = 0; column < columns; column++) {
      at[column] = (at[column] - centre) * factor * weight[column] + shift[column];
    }
  }
}

void sim_scaled_softmax(float *values, float scale, size_t rows, size_t columns, size_t stride) {
  for (size_t row = 0; row < rows; row++) {
    float *at = values + row * stride;
    float largest = at[0];
    for (size_t column = 1; column < columns; column++) {
      if (at[column] > largest) largest = at[column];
    }
    double sum = 0;
    for (size_t column = 0; column < columns; column++) {
      at[column] = expf((at[column] - largest) * scale);
      sum += at[column];
    }
    float factor = (float)(1.0 / sum);
    for (size_t column = 0; column < columns; column++) at[column] *= factor;
  }
}

double sim_normalise(float *values, size_t count) {
  double squares = 0;
  for (size_t k = 0; k < count; k++) squares += (double)values[k] * values[k];
  double length = sqrt(squares);
  if (length > 0) {
    for (size_t k = 0; k < count; k++) values[k] = (float)(values[k] / length);
  }
  return length;
}

static double column_mean(const float *values, size_t rows, size_t columns, size_t column) {
  double sum = 0;
  for (size_t row = 0; row < rows; row++) sum += values[row * columns + column];
  return rows ? sum / (double)rows : 0;
}

void sim_pool_unit(const float *values, size_t rows, size_t columns, int first_only,
                   float *output) {
  size_t taken = first_only && rows ? 1 : rows;
  double squares = 0;
  for (size_t column = 0; column < columns; column++) {
    double mean = column_mean(values, taken, columns, column);
    squares += mean * mean;
  }
  // The mean is rounded to f32 once, when it has its length; so it is summed twice.
  double length = sqrt(squares);
  double divisor = length > 0 ? length : 1;
  for (size_t column = 0; column < columns; column++) {
    output[column] = (float)(column_mean(values, taken, columns, column) / divisor);
  }
}
