// The passes of a BERT encoder over a stream of tokens, f32, row-major.
//
// Columns are padded to blocks of SIM_ENCODER_LANES with zeros, and the padding stays zero. Every
// value of the output is defined by one chain of fused multiply-adds over the inner index, or by
// SIM_ENCODER_LANES lanes and a fixed tree, so it depends on its own row alone: the same bits for
// any number of rows, on every kernel set that has fused multiply-add (avx2, avx512, neon). The
// portable set (blas) rounds products and sums apart. bf16 instructions have sums of their own.
#ifndef SIM_ENCODER_H
#define SIM_ENCODER_H

#include <stddef.h>
#include <stdint.h>

// Columns of a block, and of a packed panel of weights.
#define SIM_ENCODER_LANES 16
// Inputs that share one quantisation of activations, and inner columns that the feed-forward pass
// holds at a time.
#define SIM_ENCODER_GROUP 384

enum sim_precision {
  SIM_PRECISION_F32 = 0,
  SIM_PRECISION_BF16 = 1,
  SIM_PRECISION_INT8 = 2,
};

// How packed weights lie in memory: panels of 16 outputs, and in them steps of 1 (f32), 2 (bf16) or
// 4 (int8) consecutive inputs of each.
enum sim_weight_format {
  SIM_WEIGHTS_F32 = 0,
  // f32 panels of values rounded to bf16: bf16 without its instructions.
  SIM_WEIGHTS_ROUNDED = 1,
  SIM_WEIGHTS_BF16 = 2,
  SIM_WEIGHTS_INT8 = 3,
};

// y = W x + b with packed W. `inputs` and `outputs` are multiples of SIM_ENCODER_LANES.
typedef struct {
  int format;  // sim_weight_format
  size_t inputs;
  size_t outputs;
  void *_Nonnull panels;
  float *_Nonnull bias;
  // int8: value of one step of an output's weights; for each group of inputs, its weights' sum.
  float *_Nonnull scales;
  int32_t *_Nonnull sums;
} sim_linear;

// The format that a kernel set of this CPU uses for a precision.
int sim_weight_format(int kernel, int precision);

// The instruction sets that a kernel set uses on this CPU, in lower case.
const char *_Nonnull sim_encoder_name(int kernel);

// The products per cycle of a precision as a multiple of those of f32: what its instructions allow.
int sim_encoder_rate(int kernel, int precision);

// Multiply-adds of registers alone, for measuring the limit of f32. `count` becomes the number of
// floating-point operations. The result, which `start` = 1 keeps finite, means nothing.
float sim_encoder_fused_operations(int kernel, size_t repetitions, float start,
                                   size_t *_Nonnull count);

// Bytes of a packed layer, a multiple of 64.
size_t sim_linear_byte_count(int format, size_t inputs, size_t outputs);

// The layer that lies in `memory`: 64-byte aligned, `sim_linear_byte_count` bytes, zeroed before
// the first packing.
sim_linear sim_linear_at(void *_Nonnull memory, int format, size_t inputs, size_t outputs);

// Packs `rows` x `columns` weights and their bias as outputs `first_output` and on. Rows come in
// groups (attention heads) of `row_group`, which are put `row_stride` apart; columns likewise. Both
// weights and bias are multiplied by `scale`. Returns 1, or 0 at the first row that has a weight or
// bias that is no finite number; the layer is then of no use. O(rows * columns).
typedef struct {
  const float *_Nonnull weight;
  const float *_Nonnull bias;
  size_t rows, columns;
  size_t row_group, row_stride;
  size_t column_group, column_stride;
  float scale;
} sim_linear_source;
int sim_linear_pack(const sim_linear *_Nonnull linear, const sim_linear_source *_Nonnull source,
                    size_t first_output);

// Floats of scratch memory that the passes below need for `rows` rows, sentences of at most
// `longest` tokens, and layers of at most `widest` inputs.
size_t sim_encoder_scratch_floats(size_t rows, size_t longest, size_t widest, size_t head_stride);

// output[rows x outputs] = linear(input[rows x inputs]), added to what is there with `accumulate`.
void sim_encoder_linear(int kernel, const sim_linear *_Nonnull linear, const float *_Nonnull input,
                        size_t rows, int accumulate, float *_Nonnull output,
                        float *_Nonnull scratch);

// output += down(GELU(up(input))), with the GELU x * Phi(x) of Hendrycks and Gimpel (2016): to a
// few units in the last place, in int8 within 2e-4, since it is quantised next.
void sim_encoder_feed_forward(int kernel, const sim_linear *_Nonnull up,
                              const sim_linear *_Nonnull down, const float *_Nonnull input,
                              size_t rows, float *_Nonnull output, float *_Nonnull scratch);

// context = softmax(Q K^T) V of one sentence, head by head. A row of `qkv` holds the heads of Q
// (already divided by sqrt(head size)), of K and of V, each padded to `head_stride` columns; a row
// of `context` holds the heads.
void sim_encoder_attention(int kernel, const float *_Nonnull qkv, size_t tokens, size_t heads,
                           size_t head_stride, float *_Nonnull context, float *_Nonnull scratch);

// Each row becomes LayerNorm(row) * weight + shift (Ba, Kiros, Hinton 2016) over its first
// `columns` components; rows are `columns` rounded up to whole blocks apart.
void sim_encoder_layer_norm(int kernel, float *_Nonnull values, size_t rows, size_t columns,
                            const float *_Nonnull weight, const float *_Nonnull shift,
                            float epsilon);

// output row r = word[tokens[r]] + type + position[r], `columns` components, padded with zeros.
void sim_encoder_embed(const float *_Nonnull words, const float *_Nonnull type,
                       const float *_Nonnull positions, const int32_t *_Nonnull tokens,
                       size_t count, size_t columns, float *_Nonnull output);

// Each 16-bit float (IEEE 754 half precision, or bf16 with `is_bf16`) as the f32 of the same value.
void sim_encoder_widen(const void *_Nonnull halves, size_t count, int is_bf16,
                       float *_Nonnull output);

// output[columns] = the mean of `rows` rows, summed in f64, scaled to unit length. A zero mean
// stays zero. With `first_only` the first row is taken instead of the mean (CLS pooling).
void sim_pool_unit(const float *_Nonnull values, size_t rows, size_t columns, size_t stride,
                   int first_only, float *_Nonnull output);

#endif
