package io.tinsmith.memory;

/**
 * What the loops of the runtime's kernels are counted in; each costs so many instructions on a core ({@link CostTable}).
 * A core's table has those of its kernels ({@link Kernels}). A number at the end of a name is what one step of the loop
 * takes: taps, or bytes. A term that ends in SLOW is added where not all of int8 is let through, or a channel is alone.
 */
public enum CostTerm {
    /**
     * The layer that convolutions and dense layers share, with the DSP extension: a batch of pixels, two channels of it, a
     * group of three or two pixels of them, four taps of that.
     */
    BATCH,
    PAIR,
    PAIR_3,
    PAIR_3_4,
    PAIR_2,
    PAIR_2_4,
    /** Weights of four channels that are copied for the groups of a batch, four taps of them. */
    PAIR_COPY,
    PAIR_COPY_4,
    /**
     * Four channels of a batch, four taps of them that are widened; a group of two pixels, where halves below zero are rounded
     * away from it, four taps of it.
     */
    FOUR,
    FOUR_COPY_4,
    FOUR_2,
    FOUR_2_AWAY,
    FOUR_2_4,
    /** A group whose sums are kept, and an output made of one. */
    PAIR_SUMS,
    SLOW_OUTPUT,
    /** Four channels of a pixel alone, four taps of them, and those whose sums are kept. */
    ONE,
    ONE_QUAD,
    ONE_QUAD_4,
    ONE_QUAD_SUMS,
    /** A dense layer whose weights stand in halves of words, eight taps widened, four channels, eight taps of them. */
    HALVES,
    HALVES_8,
    HALVES_QUAD,
    HALVES_QUAD_8,
    /** A value added to a sum. */
    SUM_OUTPUT,
    /** Taps that become int16. */
    WIDEN,
    WIDEN_8,
    WIDEN_4,
    WIDEN_1_USED,
    WIDEN_1,
    WIDEN_PADDING_4,
    /** The same taps of two or three pixels side by side. */
    WIDEN_TWO,
    WIDEN_TWO_8,
    WIDEN_TWO_4,
    WIDEN_THREE,
    WIDEN_THREE_8,
    /** Without extensions: a call, two channels of it, two pixels of them; four channels of a pixel; a channel alone. */
    PLAIN_LAYER,
    PLAIN_PAIR,
    PLAIN_TWO,
    PLAIN_TWO_4,
    PLAIN_TWO_1,
    PLAIN_FOUR,
    PLAIN_FOUR_4,
    PLAIN_FOUR_1,
    PLAIN_FOUR_SUMS,
    PLAIN_SINGLE,
    PLAIN_SINGLE_1,
    PLAIN_SINGLE_SUM,
    /**
     * With the vector extension: four channels of a call, a pixel of up to 16 taps or more. Weights of up to 16 taps are
     * loaded for all pixels, so that four channels begin otherwise; dense layers have one pixel, which counts with them.
     */
    VECTOR_LAYER,
    VECTOR_QUAD,
    VECTOR_SHORT,
    VECTOR_LONG_QUAD,
    VECTOR_LONG,
    VECTOR_DENSE,
    VECTOR_LONG_16,
    VECTOR_SLOW,
    /** Four outputs that are rounded once. */
    VECTOR_SINGLE,
    VECTOR_SUM_QUAD,
    VECTOR_SUM,

    /** A convolution of kernel 1x1: the whole op, and a row of it in a stream. */
    POINT,
    POINT_ROW,
    /** Any other: the op, a row in a stream, an output row, and the kernel rows looked up for it. */
    CONV,
    CONV_STREAM_ROW,
    CONV_ROW,
    CONV_LOOKUP,
    /** The taps of a pixel: kernel rows inside the image, single taps at edges, what they copy, what is padding. */
    GATHER_PIXEL,
    GATHER_ROW,
    GATHER_TAP,
    GATHER_16,
    GATHER_4,
    GATHER_1,
    GATHER_PADDING_TAP,
    GATHER_PADDING_1,
    /** With the DSP extension: groups of pixels side by side; a pixel inside the image of three kernel rows of nine taps. */
    GATHER_RUN,
    GATHER_NINES,
    /** Convolutions with too many taps to gather: outputs, taps inside the image and outside, values. */
    TAPS_OUTPUT,
    TAPS_TAP,
    TAPS_1,
    TAPS_PADDING_TAP,
    TAPS_PADDING_1,

    /** A depthwise convolution: the op, in place, a row in a stream, an output row, kernel rows looked up. */
    DEPTHWISE,
    DEPTHWISE_IN_PLACE,
    DEPTHWISE_STREAM_ROW,
    DEPTHWISE_ROW,
    DEPTHWISE_LOOKUP,
    DEPTHWISE_STREAM_LOOKUP,
    /**
     * Kernels 3x3 with the DSP extension: columns that the planes hold, four channels of them, rows that become planes,
     * words of them; batches of rows, a channel's rows, or two of them at a time; outputs of it: two of each of two rows, two
     * of one with stride 1 and with stride 2, and one; an output, but one alone, where halves below zero are rounded away
     * from it.
     */
    PLANES,
    PLANES_QUAD,
    PLANES_FILL_ROW,
    PLANES_FILL_WORD,
    PLANES_PADDING_WORD,
    PLANES_BATCH,
    PLANES_CHANNEL,
    PLANES_ROW,
    PLANES_FOUR,
    PLANES_TWO,
    PLANES_APART,
    PLANES_ONE,
    PLANES_AWAY,
    /** Others with it: four channels of an output row, taps of padding, pixels inside and at edges. */
    WIDE_QUAD,
    WIDE_PADDING,
    WIDE_PADDING_USED,
    WIDE_RUN,
    WIDE_PIXEL,
    WIDE_ROW,
    WIDE_TAP,
    WIDE_EDGE,
    WIDE_EDGE_COLUMN,
    WIDE_EDGE_ROW,
    WIDE_EDGE_TAP,
    WIDE_EDGE_PADDING,
    WIDE_SLOW,
    /** Kernels 3x3 without extensions: a channel of a row, some pixels of it, those inside and at edges. */
    FILTER_CHANNEL,
    FILTER_PADDING_ROW,
    FILTER_CHUNK,
    FILTER_INSIDE,
    FILTER_EDGE,
    FILTER_SLOW,
    /**
     * Kernels of up to 4x4 with the vector extension: rows of tiles in one run, sixteen channels of it, parts of rows that
     * are copied together, rows and columns copied; a channel of a part, rows of tiles of it, tiles of two kinds.
     */
    TILE_RUN,
    TILE_GROUP,
    TILE_PART,
    TILE_COPY,
    TILE_COPY_COLUMN,
    TILE_CHANNEL,
    TILE_ROW,
    TILE_SQUARE,
    TILE_LINE,
    /** A tile whose halves below zero are rounded away from it; sixteen outputs that are clamped. */
    TILE_AWAY,
    TILE_CLAMP_16,
    /** Few columns of other kernels with it: pixels, sixteen channels of them, their taps; taps copied at edges. */
    NARROW_PIXEL,
    NARROW_GROUP,
    NARROW_ROW,
    NARROW_TAP,
    NARROW_EDGE_TAP,
    NARROW_EDGE_16,
    /** Others with it: eight channels, rows and columns copied, four channels, their pixels. */
    WINDOW_CHANNELS,
    WINDOW_FILTER_TAP,
    WINDOW_COPY,
    WINDOW_COPY_ROW,
    WINDOW_COPY_COLUMN,
    WINDOW_QUAD,
    WINDOW_SHORT,
    WINDOW_LONG,
    WINDOW_LONG_16,
    WINDOW_SLOW,
    /** What no other kernel takes: pixels, their columns, outputs, kernel rows of three kinds, taps. */
    PLAIN_PIXEL,
    PLAIN_COLUMN,
    PLAIN_OUTPUT,
    PLAIN_WHOLE_ROW,
    PLAIN_EDGE_ROW,
    PLAIN_PADDING_ROW,
    PLAIN_TAP,
    /** A value that an activation is applied to after all others. */
    CLAMP_VALUE,

    /** A convolution in groups or with a channel multiplier: the op, its outputs, their taps, their MACs. */
    GROUPS,
    GROUPS_OUTPUT,
    GROUPS_TAP,
    GROUPS_MAC,
    /**
     * A transposed convolution: the op, its pixels, its outputs, kernel rows and taps that reach them, what a tap's channels
     * are made of: steps of the extension at hand, single ones.
     */
    SPREAD,
    SPREAD_PIXEL,
    SPREAD_OUTPUT,
    SPREAD_ROW,
    SPREAD_TAP,
    SPREAD_STEP,
    SPREAD_1,
    /** A mean over pixels: the op, its channels, its values. */
    MEAN,
    MEAN_CHANNEL,
    MEAN_VALUE,
    DENSE,
    /** A sum; a value of it, and one that is left of four. */
    ADD,
    ADD_VALUE,
    ADD_REST,
    /** Where a scale is not that of the quick way. */
    ADD_SLOW_VALUE,
    /** What it takes more, without extensions, to scale an input that is shifted right. */
    ADD_SHIFTED_VALUE,
    /** The same in the single rounding. */
    ADD_SINGLE,
    ADD_SINGLE_VALUE,
    ADD_SINGLE_REST,
    /** What it takes more to apply an activation to a sum: the call, a value, one that is left of four. */
    ADD_CLAMP,
    ADD_CLAMP_VALUE,
    ADD_CLAMP_REST,
    /** A product, and one with a value a channel, its pixels and values. */
    MUL,
    MUL_VALUE,
    MUL_SINGLE_VALUE,
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
    /** A row added to the sums of a dense layer, its features, and steps of its loop. */
    DENSE_ADD,
    DENSE_ADD_FEATURE,
    DENSE_ADD_STEP,
    /** Outputs from sums: a call, its channels, its outputs; outputs that do not requantize the quick way. */
    SUMS,
    SUMS_CHANNEL,
    SUMS_OUTPUT,
    SUMS_SLOW,
    /** A row of a split bottleneck, its groups, the sums set to 0. */
    SPLIT_ROW,
    SPLIT_GROUP,
    SPLIT_CLEAR_BYTE,
    /** The projection of a group. */
    SUM,
    SOFTMAX,
    SOFTMAX_ROW,
    SOFTMAX_VALUE,
    SOFTMAX_EXPONENTIAL,
    /** A concatenation of some pixels, its inputs, and the pixels of each; rows enlarged, and their pixels. */
    CONCAT,
    CONCAT_INPUT,
    CONCAT_PIXEL,
    RESIZE,
    RESIZE_ROW,
    RESIZE_STREAM_ROW,
    RESIZE_PIXEL,
    /** A resize to any size by the nearest pixel, its rows, its pixels; a bilinear one, and its values. */
    PIXELS,
    PIXELS_ROW,
    PIXELS_PIXEL,
    BILINEAR,
    BILINEAR_ROW,
    BILINEAR_PIXEL,
    BILINEAR_VALUE,
    /** Sums along axes: the op, its outputs, runs of values for each, the values; and maxima. */
    REDUCE_SUM,
    REDUCE_SUM_OUTPUT,
    REDUCE_SUM_RUN,
    REDUCE_SUM_VALUE,
    REDUCE_MAX,
    REDUCE_MAX_OUTPUT,
    REDUCE_MAX_RUN,
    REDUCE_MAX_VALUE,
    /** A pad, transpose or slice, its runs of values, single values; bytes filled before. */
    MOVE,
    MOVE_RUN,
    MOVE_ONE,
    MOVE_FILL_BYTE,
    RESHAPE,
    /**
     * A copy; one by blocks and words, and what they are, a few bytes before or behind them; one whose sides are not
     * aligned; single bytes.
     */
    COPY,
    COPY_BLOCKS,
    COPY_64,
    COPY_16,
    COPY_4,
    COPY_TAIL,
    COPY_UNALIGNED,
    COPY_BYTE,
    /** A copy without a call, and blocks of it. */
    COPY_INLINE,
    COPY_INLINE_16,

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
