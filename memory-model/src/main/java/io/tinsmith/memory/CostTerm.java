package io.tinsmith.memory;

/**
 * What the loops of the runtime's kernels are counted in; each costs so many instructions on a core ({@link CostTable}).
 * The names follow the C: {@code tns_layer.c} and {@code tns_dsp_pair.h} for PAIR and SINGLE, {@code tns_conv_row.c} for
 * GATHER and TAPS, {@code tns_dsp_depthwise.h} for QUAD, {@code tns_stream.c} for STREAM. A term that ends in USED counts
 * the times that a loop was entered; its steps are counted by the term before it.
 */
public enum CostTerm {
    /** A call of the layer that convolutions and dense layers share; a channel pair of it. */
    LAYER,
    PAIR,
    /** Two pixels of a pair of channels; steps of 16 and 4 taps, and the taps after them. */
    PAIR_TWO,
    PAIR_TWO_16,
    PAIR_TWO_16_USED,
    PAIR_TWO_4,
    PAIR_TWO_4_USED,
    PAIR_TWO_1,
    PAIR_TWO_1_USED,
    /** The last pixel of an odd number. */
    PAIR_ONE,
    PAIR_ONE_16,
    PAIR_ONE_16_USED,
    PAIR_ONE_4,
    PAIR_ONE_4_USED,
    PAIR_ONE_1,
    PAIR_ONE_1_USED,
    /** A store of a pair of channels that does not requantize the quick way. */
    PAIR_SLOW,
    /** A channel alone, an output of it, and its steps. */
    SINGLE_CHANNEL,
    SINGLE,
    SINGLE_4,
    SINGLE_4_USED,
    SINGLE_1,
    SINGLE_1_USED,

    /** A convolution of kernel 1x1: the whole op, and a row of it in a stream. */
    POINT,
    POINT_ROW,
    /** Any other: the op, a row in a stream, an output row, and the kernel rows looked up for it. */
    CONV,
    CONV_STREAM_ROW,
    CONV_ROW,
    CONV_LOOKUP,
    GATHER_BATCH,
    GATHER_PIXEL,
    GATHER_WHOLE_ROW,
    GATHER_WHOLE_BYTE,
    GATHER_EDGE_ROW,
    GATHER_EDGE_TAP,
    GATHER_EDGE_BYTE,
    GATHER_PADDING_TAP,
    GATHER_PADDING_BYTE,
    /** Convolutions with too many taps to gather: outputs, kernel rows, taps inside the image and outside. */
    TAPS_OUTPUT,
    TAPS_ROW,
    TAPS_TAP,
    TAPS_4,
    TAPS_4_USED,
    TAPS_1,
    TAPS_1_USED,
    TAPS_PADDING_TAP,
    TAPS_PADDING_BYTE,

    /** A depthwise convolution: the op, in place, a row in a stream, an output row, kernel rows looked up. */
    DEPTHWISE,
    DEPTHWISE_IN_PLACE,
    DEPTHWISE_STREAM_ROW,
    DEPTHWISE_ROW,
    DEPTHWISE_LOOKUP,
    DEPTHWISE_STREAM_LOOKUP,
    /** Four channels of an output row, and what is prepared for them. */
    QUAD,
    QUAD_PADDING,
    QUAD_PADDING_USED,
    QUAD_LANES,
    /** Kernels 3 wide and at most 3 high: runs of pixels inside, pixels of three kernel rows and others, at edges. */
    SMALL_RUN,
    SMALL_FULL,
    SMALL_PART,
    SMALL_PART_ROW,
    SMALL_EDGE,
    SMALL_EDGE_ROW,
    SMALL_EDGE_PADDING,
    /** Other kernels. */
    WIDE_RUN,
    WIDE_PIXEL,
    WIDE_ROW,
    WIDE_TAP,
    WIDE_EDGE,
    WIDE_EDGE_COLUMN,
    WIDE_EDGE_ROW,
    WIDE_EDGE_TAP,
    WIDE_EDGE_PADDING,
    /** A store of four channels that do not requantize the quick way. */
    QUAD_SLOW,
    /** Without the DSP extension: pixels, their columns, outputs, kernel rows of three kinds, taps. */
    PLAIN_PIXEL,
    PLAIN_COLUMN,
    PLAIN_OUTPUT,
    PLAIN_WHOLE_ROW,
    PLAIN_EDGE_ROW,
    PLAIN_PADDING_ROW,
    PLAIN_TAP,

    /** A convolution in groups or with a channel multiplier: the op, its outputs, their taps, their MACs. */
    GROUPS,
    GROUPS_OUTPUT,
    GROUPS_TAP,
    GROUPS_MAC,
    /** A mean over pixels: the op, its channels, its values. */
    MEAN,
    MEAN_CHANNEL,
    MEAN_VALUE,
    DENSE,
    ADD,
    ADD_VALUE,
    /** What it takes more to scale an input that is shifted right. */
    ADD_SHIFTED_VALUE,
    ADD_SINGLE_VALUE,
    /** A product, and one with a value a channel, its pixels and values. */
    MUL,
    MUL_VALUE,
    MUL_CHANNELS,
    MUL_CHANNELS_PIXEL,
    MUL_CHANNELS_VALUE,
    LOOKUP,
    LOOKUP_VALUE,
    MAX,
    MAX_PIXEL,
    MAX_OUTPUT,
    MAX_KERNEL_ROW,
    MAX_TAP,
    MAX_STREAM_ROW,
    MAX_STREAM_PIXEL,
    MAX_STREAM_OUTPUT,
    MAX_STREAM_KERNEL_ROW,
    MAX_STREAM_TAP,
    AVERAGE,
    AVERAGE_PIXEL,
    AVERAGE_OUTPUT,
    AVERAGE_KERNEL_ROW,
    AVERAGE_TAP,
    AVERAGE_STREAM_ROW,
    AVERAGE_STREAM_PIXEL,
    AVERAGE_STREAM_OUTPUT,
    AVERAGE_STREAM_KERNEL_ROW,
    AVERAGE_STREAM_TAP,
    /** A row added to the sums of a global average pooling, its channels, its values; then the output. */
    ACCUMULATE,
    ACCUMULATE_CHANNEL,
    ACCUMULATE_VALUE,
    FINISH,
    FINISH_CHANNEL,
    /** A row added to the sums of a dense layer, its features, steps of 4 values and the values after them. */
    DENSE_ADD,
    DENSE_ADD_FEATURE,
    DENSE_ADD_4,
    DENSE_ADD_4_USED,
    DENSE_ADD_1,
    DENSE_ADD_1_USED,
    /** Outputs from sums: a call, its channels, its outputs; outputs that do not requantize the quick way. */
    SUMS,
    SUMS_CHANNEL,
    SUMS_OUTPUT,
    SUMS_SLOW,
    /** A row of a split bottleneck, its groups, the sums set to 0. */
    SPLIT_ROW,
    SPLIT_GROUP,
    SPLIT_CLEAR_BYTE,
    /** The projection of a group: a call, a pair of channels, two pixels of it, the last of an odd number; one channel. */
    SUM,
    SUM_PAIR,
    SUM_TWO,
    SUM_ONE,
    SUM_CHANNEL,
    SUM_SINGLE,
    SOFTMAX,
    SOFTMAX_ROW,
    SOFTMAX_VALUE,
    /** A concatenation of some pixels, its inputs, and the pixels of each; rows enlarged, and their pixels. */
    CONCAT,
    CONCAT_INPUT,
    CONCAT_PIXEL,
    RESIZE,
    RESIZE_ROW,
    RESIZE_STREAM_ROW,
    RESIZE_PIXEL,
    /** A pad, transpose or slice, its runs of values, and their bytes; bytes filled before. */
    MOVE,
    MOVE_RUN,
    MOVE_BYTE,
    MOVE_FILL_BYTE,
    RESHAPE,
    /** A copy; blocks of 16 bytes and words where both sides are aligned and long enough, else bytes. */
    COPY,
    COPY_16,
    COPY_4,
    COPY_BYTE,

    /** Outside of the ops: an inference, a layer, a stream, its strips and their tensors. */
    INFERENCE,
    LAYER_STEP,
    STREAM,
    STREAM_STRIP,
    STREAM_TENSOR,
    STREAM_CLEAR_BYTE,
    /**
     * A row of a stage, its inputs, their rows inside the image and outside; a row that was asked for by another stage; a
     * row accumulated.
     */
    STREAM_ROW,
    STREAM_INPUT,
    STREAM_TAP,
    STREAM_PADDING,
    STREAM_DEMAND,
    STREAM_FEED,
    /**
     * What a stage does beside its kernel in a stream of strips, a row: convolutions, those of kernel 1x1, poolings, other
     * ops, splits; a row accumulated.
     */
    STRIP_CONV_ROW,
    STRIP_POINT_ROW,
    STRIP_POOL_ROW,
    STRIP_MOVED_ROW,
    STRIP_SPLIT_ROW,
    STRIP_FEED,
    /** A group of channels of a convolution into a pooling. */
    GROUP_STEP;

    /** Its index in arrays by term, which nothing keeps: files name terms. */
    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }
}
