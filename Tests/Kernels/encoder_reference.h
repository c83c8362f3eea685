// The encoder's passes one value at a time, in the order that sim_encoder.h defines.
#ifndef ENCODER_REFERENCE_H
#define ENCODER_REFERENCE_H

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sim_encoder.h"

// Layer weights as they were before packing: outputs x inputs, both multiples of 16.
typedef struct {
  size_t inputs, outputs;
  float *weight, *bias;
} plain_layer;

static float plain_lane_sum(const float *v) {
  float v8[8], v4[4];
  for (int i = 0; i < 8; i++) v8[i] = v[i] + v[i + 8];
  for (int i = 0; i < 4; i++) v4[i] = v8[i] + v8[i + 4];
  return (v4[0] + v4[2]) + (v4[1] + v4[3]);
}

static float plain_nearest(float x) { return (x + 12582912.0f) - 12582912.0f; }

static float plain_bf16(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  bits = (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000;
  memcpy(&value, &bits, 4);
  return value;
}

static float plain_exp(float x) {
  x = fmaxf(x, -87.0f);
  float n = fmaf(x, 1.44269504088896341f, 12582912.0f) - 12582912.0f;
  float r = fmaf(n, 2.12194440e-4f, fmaf(n, -0.693359375f, x));
  const float c[] = {1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f,
                     4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f};
  float p = c[0];
  for (int i = 1; i < 6; i++) p = fmaf(p, r, c[i]);
  float square = r * r, one = r + 1.0f;
  return ldexpf(fmaf(p, square, one), (int)n);
}

static float plain_gelu(float value) {
  float x = fminf(fmaxf(value * 0.70710678118654752f, -4.0f), 4.0f), y = x * x;
  const float above[] = {-2.72614225801306e-10f, 2.77068142495902e-08f, -2.10102402082508e-06f,
                         -5.69250639462346e-05f, -7.34990630326855e-04f, -2.95459980854025e-03f,
                         -1.60960333262415e-02f};
  const float below[] = {-1.45660718464996e-05f, -2.13374055278905e-04f, -1.68282697438203e-03f,
                         -7.37332916720468e-03f, -1.42647390514189e-02f};
  float p = above[0], q = below[0];
  for (int i = 1; i < 7; i++) p = fmaf(p, y, above[i]);
  for (int i = 1; i < 5; i++) q = fmaf(q, y, below[i]);
  float half = value * 0.5f, product = x * p;
  float erf = product / q;
  return fmaf(half, erf, half);
}

static float plain_coarse_gelu(float value) {
  float x = fminf(fmaxf(value, -3.9f), 3.9f), y = x * x, p = 2.542424404339272e-8f;
  const float c[] = {-1.3374482250583242e-6f, 2.9902916139690205e-5f, -3.792314091697335e-4f,
                     3.0897357501089573e-3f, -1.773596554994583e-2f};
  for (int i = 0; i < 5; i++) p = fmaf(p, y, c[i]);
  float distance = y - 15.21f, half = value * 0.5f;
  float centred = x * fmaf(p, distance, 0.12820512820512822f);
  return fmaf(value, centred, half);
}

// One output of a group of at most SIM_ENCODER_GROUP inputs from `first` on, added to `initial`.
static float plain_group(const plain_layer *layer, size_t output, const float *input, size_t first,
                         size_t count, int format, float initial) {
  const float *weight = layer->weight + output * layer->inputs;
  if (format != SIM_WEIGHTS_INT8) {
    for (size_t k = 0; k < count; k++) {
      float a = input[k], w = weight[first + k];
      if (format != SIM_WEIGHTS_F32) a = plain_bf16(a), w = plain_bf16(w);
      initial = fmaf(a, w, initial);
    }
    return initial;
  }
  float largest = 0, low = 0, high = 0;
  for (size_t k = 0; k < layer->inputs; k++) largest = fmaxf(largest, fabsf(weight[k]));
  for (size_t k = 0; k < count; k++) low = fminf(low, input[k]), high = fmaxf(high, input[k]);
  float range = high - low, step = range / 255.0f, inverse = range > 0 ? 255.0f / range : 0;
  float scaled = -low * inverse, zero = plain_nearest(scaled);
  float to_level = largest > 0 ? 64 / largest : 0, scale = largest / 64;
  int64_t sum = 0;
  for (size_t k = 0; k < count; k++) {
    float level = fmaf(input[k], inverse, 12582912.0f + zero) - 12582912.0f;
    level = fminf(fmaxf(level, 0), 255);
    sum += (int64_t)(level - zero) * (int64_t)plain_nearest(weight[first + k] * to_level);
  }
  float factor = scale * step;
  return fmaf((float)sum, factor, initial);
}

// All groups of a layer, from what `output` holds with `accumulate`.
static void plain_linear(const plain_layer *layer, const float *input, size_t rows, int format,
                         int accumulate, float *output) {
  for (size_t row = 0; row < rows; row++) {
    for (size_t n = 0; n < layer->outputs; n++) {
      float *at = output + row * layer->outputs + n;
      float sum = accumulate ? layer->bias[n] + *at : layer->bias[n];
      for (size_t first = 0; first < layer->inputs; first += SIM_ENCODER_GROUP) {
        size_t left = layer->inputs - first;
        size_t count = left < SIM_ENCODER_GROUP ? left : SIM_ENCODER_GROUP;
        sum = plain_group(layer, n, input + row * layer->inputs + first, first, count, format, sum);
      }
      *at = sum;
    }
  }
}

static void plain_feed_forward(const plain_layer *up, const plain_layer *down, const float *input,
                               size_t rows, int format, float *output) {
  float *inner = malloc(rows * up->outputs * sizeof(float));
  plain_linear(up, input, rows, format, 0, inner);
  for (size_t i = 0; i < rows * up->outputs; i++) {
    inner[i] = format == SIM_WEIGHTS_INT8 ? plain_coarse_gelu(inner[i]) : plain_gelu(inner[i]);
  }
  plain_linear(down, inner, rows, format, 1, output);
  free(inner);
}

static void plain_layer_norm(float *values, size_t rows, size_t columns, const float *weight,
                             const float *shift, float epsilon) {
  size_t width = (columns + 15) / 16 * 16;
  for (size_t row = 0; row < rows; row++) {
    float *at = values + row * width, sums[16] = {0}, squares[16] = {0};
    for (size_t k = 0; k < columns; k++) sums[k % 16] += at[k];
    float mean = plain_lane_sum(sums) / (float)columns;
    for (size_t k = 0; k < columns; k++) {
      squares[k % 16] = fmaf(at[k] - mean, at[k] - mean, squares[k % 16]);
    }
    float variance = plain_lane_sum(squares) / (float)columns;
    float factor = 1.0f / sqrtf(variance + epsilon);
    for (size_t k = 0; k < columns; k++) {
      float normal = (at[k] - mean) * factor;
      at[k] = fmaf(normal, weight[k], shift[k]);
    }
  }
}

static void plain_attention(const float *qkv, size_t tokens, size_t heads, size_t size,
                            float *context) {
  size_t width = heads * size, stride = 3 * width;
  float *scores = malloc(tokens * sizeof(float));
  for (size_t head = 0; head < heads; head++) {
    for (size_t row = 0; row < tokens; row++) {
      const float *query = qkv + row * stride + head * size;
      float largest = -INFINITY, sums[16] = {0};
      for (size_t other = 0; other < tokens; other++) {
        const float *key = qkv + other * stride + width + head * size;
        float sum = 0;
        for (size_t k = 0; k < size; k++) sum = fmaf(query[k], key[k], sum);
        scores[other] = sum;
        largest = fmaxf(largest, sum);
      }
      for (size_t other = 0; other < tokens; other++) {
        scores[other] = plain_exp(scores[other] - largest);
        sums[other % 16] += scores[other];
      }
      float factor = 1.0f / plain_lane_sum(sums);
      for (size_t k = 0; k < size; k++) {
        float sum = 0;
        for (size_t other = 0; other < tokens; other++) {
          sum = fmaf(scores[other], qkv[other * stride + 2 * width + head * size + k], sum);
        }
        context[row * width + head * size + k] = sum * factor;
      }
    }
  }
  free(scores);
}

#endif
