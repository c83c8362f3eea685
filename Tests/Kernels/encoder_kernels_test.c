// Every instruction set of the encoder against the reference, bit for bit; the portable set, and
// bf16 instructions, within rounding. Prints a line a set; exits 1 at the first difference.
//
// Built and run by scripts/test-kernels: on x86_64 with AVX-512 and AMX in portable C (SIMDe), where the
// CPU has them (TEST_NATIVE) also as they are; for arm64 under emulation.
#pragma STDC FP_CONTRACT OFF

#include "encoder_reference.h"

#include <stdio.h>

#include "../../Sources/CSimKernels/dispatch/encoder_set.h"

static uint64_t state = 1;

// SplitMix64 (Steele, Lea, Flood 2014), as a float in -1...1.
static float random_float(void) {
  uint64_t mixed = state += 0x9E3779B97F4A7C15u;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return (float)(int32_t)((mixed ^ (mixed >> 31)) >> 32) * 0x1p-31f;
}

static float *random_floats(size_t count) {
  float *values = malloc(count * sizeof(float));
  for (size_t i = 0; i < count; i++) values[i] = random_float();
  return values;
}

static float *copy_of(const float *values, size_t count) {
  float *copy = malloc(count * sizeof(float));
  return memcpy(copy, values, count * sizeof(float));
}

static const char *set_name;

// Exits where a value differs: by a bit, or by more than `tolerance` where that is not 0.
static void expect_equal(const char *what, const float *values, const float *expected,
                         size_t count, float tolerance) {
  for (size_t i = 0; i < count; i++) {
    int equal = tolerance > 0 ? fabsf(values[i] - expected[i]) <= tolerance
                              : memcmp(values + i, expected + i, sizeof(float)) == 0;
    if (equal) continue;
    printf("FAILED %s: %s: value %zu is %.9g, not %.9g\n", set_name, what, i, values[i],
           expected[i]);
    exit(1);
  }
}

static plain_layer random_layer(size_t inputs, size_t outputs) {
  return (plain_layer){inputs, outputs, random_floats(inputs * outputs), random_floats(outputs)};
}

static void expect(int holds, const char *what) {
  if (holds) return;
  printf("FAILED %s: %s\n", set_name, what);
  exit(1);
}

// Packs a layer; `is_sound` becomes what the packing says of its weights.
static sim_linear packed_layer(const plain_layer *layer, int format, int *is_sound) {
  size_t bytes = sim_linear_byte_count(format, layer->inputs, layer->outputs);
  void *memory = aligned_alloc(64, bytes);
  memset(memory, 0, bytes);
  sim_linear packed = sim_linear_at(memory, format, layer->inputs, layer->outputs);
  sim_linear_source source = {layer->weight, layer->bias, layer->outputs, layer->inputs,
                              layer->outputs, layer->outputs, layer->inputs, layer->inputs, 1};
  *is_sound = sim_linear_pack(&packed, &source, 0);
  return packed;
}

static sim_linear pack(const plain_layer *layer, int format) {
  int is_sound;
  sim_linear packed = packed_layer(layer, format, &is_sound);
  expect(is_sound, "weights that are finite are refused");
  return packed;
}

static void release(const plain_layer *layer, const sim_linear *packed) {
  free(layer->weight), free(layer->bias), free(packed->panels);
}

static void test_layers(const sim_encoder_set *set, int format, float tolerance) {
  const size_t shapes[][2] = {{16, 16}, {32, 48}, {384, 32}, {400, 80}, {784, 16}};
  for (size_t shape = 0; shape < sizeof shapes / sizeof *shapes; shape++) {
    size_t inputs = shapes[shape][0], outputs = shapes[shape][1];
    plain_layer up = random_layer(inputs, outputs), down = random_layer(outputs, inputs);
    sim_linear packed_up = pack(&up, format), packed_down = pack(&down, format);
    for (size_t rows = 1; rows <= 66; rows += rows < 34 ? 1 : 8) {
      float *input = random_floats(rows * inputs), *output = random_floats(rows * outputs);
      float *scratch = random_floats(sim_encoder_scratch_floats(
          rows, 0, inputs > outputs ? inputs : outputs, 16));
      float *expected = copy_of(output, rows * outputs);
      for (int accumulate = 0; accumulate < 2; accumulate++) {
        set->linear(&packed_up, input, rows, accumulate, output, scratch);
        plain_linear(&up, input, rows, format, accumulate, expected);
        expect_equal("linear", output, expected, rows * outputs, tolerance);
      }
      float *sum = random_floats(rows * inputs), *expected_sum = copy_of(sum, rows * inputs);
      set->feed_forward(&packed_up, &packed_down, input, rows, sum, scratch);
      plain_feed_forward(&up, &down, input, rows, format, expected_sum);
      // Roundings of the inner values add up.
      float slack = format == SIM_WEIGHTS_F32 ? 10 * tolerance : 100 * tolerance;
      expect_equal("feed forward", sum, expected_sum, rows * inputs, slack);
      free(input), free(output), free(scratch), free(expected), free(sum), free(expected_sum);
    }
    release(&up, &packed_up), release(&down, &packed_down);
  }
}

// A row has the same bits whatever rows stand beside it, also where the reference is near alone.
static void test_rows_alone(const sim_encoder_set *set, int format) {
  const size_t inputs = 400, outputs = 48, rows = 37;
  plain_layer layer = random_layer(inputs, outputs);
  sim_linear packed = pack(&layer, format);
  float *input = random_floats(rows * inputs), *together = random_floats(rows * outputs);
  float *start = copy_of(together, rows * outputs);
  float *scratch = random_floats(sim_encoder_scratch_floats(rows, 0, inputs, 16));
  set->linear(&packed, input, rows, 1, together, scratch);
  for (size_t count = 1; count <= 7; count++) {
    for (size_t first = 0; first + count <= rows; first++) {
      float *some = copy_of(start + first * outputs, count * outputs);
      set->linear(&packed, input + first * inputs, count, 1, some, scratch);
      expect_equal("rows alone", some, together + first * outputs, count * outputs, 0);
      free(some);
    }
  }
  free(input), free(together), free(start), free(scratch);
  release(&layer, &packed);
}

// Weights that are no finite numbers are refused wherever they stand; tiny ones, of which int8 has no
// levels, count as zero.
static void test_odd_weights(int format) {
  const float odd[] = {NAN, -NAN, INFINITY, -INFINITY};
  const size_t inputs = 400, outputs = 32;
  plain_layer layer = random_layer(inputs, outputs);
  for (size_t number = 0; number < 8; number++) {
    float *values = number < 4 ? layer.weight : layer.bias;
    for (size_t at = number % 4; at < (number < 4 ? inputs * outputs : outputs); at += 13) {
      float held = values[at];
      int is_sound;
      values[at] = odd[number % 4];
      free(packed_layer(&layer, format, &is_sound).panels);
      expect(!is_sound, "a weight that is no finite number is packed");
      values[at] = held;
    }
  }
  for (size_t k = 0; k < inputs; k++) layer.weight[k] = (k % 3 == 0 ? -1 : 1) * 1e-42f;
  sim_linear packed = pack(&layer, format);
  if (format == SIM_WEIGHTS_INT8) {
    for (size_t k = 0; k < inputs; k++) {
      expect(((int8_t *)packed.panels)[k / 4 * 64 + k % 4] == 0, "a tiny weight has a level");
    }
    expect(packed.sums[0] == 0 && packed.sums[outputs] == 0, "tiny weights have a sum");
  }
  release(&layer, &packed);
}

// A row that is not finite changes none beside it.
static void test_odd_rows(const sim_encoder_set *set, int format) {
  const float odd[] = {NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 1e-44f, -1e-44f};
  const size_t inputs = 400, outputs = 48, rows = 7;
  plain_layer layer = random_layer(inputs, outputs);
  sim_linear packed = pack(&layer, format);
  float *input = random_floats(rows * inputs), *expected = random_floats(rows * outputs);
  float *scratch = random_floats(sim_encoder_scratch_floats(rows, 0, inputs, 16));
  set->linear(&packed, input, rows, 0, expected, scratch);
  for (size_t number = 0; number < sizeof odd / sizeof *odd; number++) {
    float *changed = copy_of(input, rows * inputs), *output = random_floats(rows * outputs);
    for (size_t k = number; k < inputs; k += 1 + number) changed[3 * inputs + k] = odd[number];
    set->linear(&packed, changed, rows, 0, output, scratch);
    expect_equal("rows before", output, expected, 3 * outputs, 0);
    expect_equal("rows after", output + 4 * outputs, expected + 4 * outputs, 3 * outputs, 0);
    free(changed), free(output);
  }
  free(input), free(expected), free(scratch);
  release(&layer, &packed);
}

static void test_layer_norm(const sim_encoder_set *set, float tolerance) {
  for (size_t columns = 1; columns <= 400; columns += columns < 40 ? 1 : 45) {
    size_t width = (columns + 15) / 16 * 16, rows = 3;
    float *weight = random_floats(width), *shift = random_floats(width);
    float *values = random_floats(rows * width);
    for (size_t k = columns; k < width; k++) {
      weight[k] = shift[k] = 0;
      for (size_t row = 0; row < rows; row++) values[row * width + k] = 0;
    }
    float *expected = copy_of(values, rows * width);
    set->layer_norm(values, rows, columns, weight, shift, 1e-5f);
    plain_layer_norm(expected, rows, columns, weight, shift, 1e-5f);
    for (size_t i = 0; i < rows * width; i++) {
      // Zeros of the padding have no sign.
      if (values[i] == 0 && expected[i] == 0) values[i] = expected[i];
    }
    expect_equal("LayerNorm", values, expected, rows * width, tolerance);
    free(weight), free(shift), free(values), free(expected);
  }
}

static void test_attention(const sim_encoder_set *set, float tolerance) {
  const size_t heads = 2;
  for (size_t size = 16; size <= 64; size *= 2) {
    for (size_t tokens = 1; tokens <= 100; tokens += tokens < 36 ? 1 : 21) {
      size_t width = heads * size;
      float *qkv = random_floats(tokens * 3 * width), *context = random_floats(tokens * width);
      for (size_t i = 0; i < tokens * 3 * width; i++) qkv[i] *= tokens % 2 ? 4 : 1;
      float *expected = copy_of(context, tokens * width);
      float *scratch = random_floats(sim_encoder_scratch_floats(0, tokens, 0, size));
      set->attention(qkv, tokens, heads, size, context, scratch);
      plain_attention(qkv, tokens, heads, size, expected);
      expect_equal("attention", context, expected, tokens * width, tolerance);
      free(qkv), free(context), free(expected), free(scratch);
    }
  }
}

static void test_set(const char *name, const sim_encoder_set *set, int is_fused) {
  set_name = name;
  float tolerance = is_fused ? 0 : 1e-3f;
  test_layers(set, SIM_WEIGHTS_F32, tolerance);
  // A rounding of an activation may move its int8 level by one.
  test_layers(set, SIM_WEIGHTS_INT8, is_fused ? 0 : 0.02f);
  // bf16 instructions round their sums in their own way.
  test_layers(set, set->bf16_format, set->bf16_format == SIM_WEIGHTS_BF16 ? 1e-3f : tolerance);
  const int formats[] = {SIM_WEIGHTS_F32, SIM_WEIGHTS_INT8, set->bf16_format};
  for (int i = 0; i < 3; i++) {
    test_rows_alone(set, formats[i]);
    test_odd_weights(formats[i]);
    test_odd_rows(set, formats[i]);
  }
  test_layer_norm(set, tolerance);
  test_attention(set, tolerance);
  printf("ok %s\n", name);
}

#if defined(TEST_NATIVE)
#define SIM_HOW ""
#include "../../Sources/CSimKernels/dispatch/encoder_amx.h"
static int test_has_amx(void) { return may_use_amx(); }
#elif defined(__x86_64__)
#define SIM_HOW " (emulated)"
static int test_has_amx(void) { return 1; }
#endif

int main(void) {
  test_set("portable", &sim_encoder_portable, 0);
#if defined(__x86_64__)
  test_set("avx512" SIM_HOW, &sim_encoder_avx512, 1);
  test_set("avx512_vnni" SIM_HOW, &sim_encoder_avx512_vnni, 1);
  test_set("avx512_bf16" SIM_HOW, &sim_encoder_avx512_bf16, 1);
  if (test_has_amx()) {
    test_set("avx512_amx" SIM_HOW, &sim_encoder_avx512_amx, 1);
  } else {
    // No skip: the same source was tested emulated.
    printf("emulated alone: avx512_amx, of which this CPU or its kernel has none\n");
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    test_set("avx2", &sim_encoder_avx2, 1);
  } else {
    printf("SKIP avx2: this CPU has none\n");
  }
#elif defined(__aarch64__)
  test_set("neon", &sim_encoder_neon, 1);
  test_set("neon_dotprod", &sim_encoder_neon_dotprod, 1);
  test_set("neon_bf16", &sim_encoder_neon_bf16, 1);
#endif
  return 0;
}
