package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import io.tinsmith.memory.tflm.TflmWindow;

/**
 * Bytes of scratch that CMSIS-NN's kernels ask for, built by gcc: armclang's 1x1 convolutions take 4 bytes an input
 * channel more on cores with DSP.
 *
 * <p>Source: the *_get_buffer_size functions of github.com/ARM-software/CMSIS-NN.
 */
final class CmsisNnBuffers {
    /** Channels that a depthwise kernel does at a time with vectors (CH_IN_BLOCK_MVE). */
    private static final int DEPTHWISE_BLOCK = 124;

    /** Input channels from which on a transposed convolution is done as a convolution (REVERSE_TCOL_EFFICIENT_THRESHOLD). */
    private static final int REVERSE_CHANNELS = 16;

    private static final int VECTOR = 16;
    /** Of scratch, so that sums of it cannot overflow. */
    private static final long MOST = 1L << 40;

    private static final int INT16_FAST_COLUMNS = 512;

    private CmsisNnBuffers() {}

    /** Of {@code arm_convolve_wrapper_s8}: input [N, H, W, C], filter [O, KH, KW, C / groups]. */
    static long convolve(TflmTarget target, TflmWindow window, TflmTensor in, TflmTensor filter, TflmTensor out) {
        return convolve(target, window, in, filter.dimension(1), filter.dimension(2), filter.dimension(3), out);
    }

    private static long convolve(
            TflmTarget target, TflmWindow window, TflmTensor in, int rows, int columns, int depth, TflmTensor out) {
        int channels = in.dimension(3);
        int top = window.padTop(in.dimension(1), rows);
        int left = window.padLeft(in.dimension(2), columns);
        boolean undilated = window.dilationHeight() == 1 && window.dilationWidth() == 1;
        if (top == 0 && left == 0 && rows == 1 && columns == 1 && undilated && depth == channels) {
            return 0;
        }
        boolean oneRow = in.dimension(1) == 1
                && window.dilationWidth() == 1
                && rows == 1
                && window.strideWidth() * channels % 4 == 0
                && depth == channels;
        long taps = product(rows, columns, channels);
        if (!target.mve()) {
            return 4 * ArenaMeter.up(taps, 4);
        }
        return oneRow ? row(window, in, columns, left, out, taps) : vectorColumns(taps);
    }

    private static long vectorColumns(long taps) {
        return 4 * ArenaMeter.up(taps, VECTOR);
    }

    /** Of a convolution over one row with vectors, where the columns that touch padding are copied. */
    private static long row(TflmWindow window, TflmTensor in, int columns, int left, TflmTensor out, long taps) {
        int channels = in.dimension(3);
        int stride = window.strideWidth();
        long total = (out.dimension(2) - 1L) * stride + columns - in.dimension(2);
        int uneven = (int) (total % 2);
        int rightColumns = left + uneven == 0 ? 0 : Math.max(1, (left + uneven + stride - 1) / stride);
        int leftColumns = left == 0 ? 0 : Math.max(1, (left + stride - 1) / stride);
        int others = Math.max(out.dimension(2) - rightColumns - leftColumns, 0);
        if (rightColumns + others + leftColumns != out.dimension(2)) {
            return vectorColumns(taps);
        }
        long padLeft = (long) left * channels;
        long padRight = uneven == 0 ? padLeft : (long) rightColumns * channels;
        long kernel = (long) columns * channels;
        return Math.max(kernel + padLeft, kernel - channels + padRight);
    }

    /** Of {@code arm_convolve_wrapper_s16}. */
    static long convolve16(TflmTarget target, TflmWindow window, TflmTensor in, TflmTensor filter) {
        long taps = product(filter.dimension(1), filter.dimension(2), in.dimension(3));
        boolean fast = taps < INT16_FAST_COLUMNS && window.dilationHeight() == 1 && window.dilationWidth() == 1;
        return target.dsp() && fast ? 4 * taps : 0;
    }

    /** Of {@code arm_depthwise_conv_wrapper_s8} and {@code _s4}: filter [1, KH, KW, O]. */
    static long depthwise(TflmTarget target, TflmWindow window, TflmTensor in, TflmTensor filter, TflmTensor out) {
        int rows = filter.dimension(1);
        int columns = filter.dimension(2);
        int channels = in.dimension(3);
        boolean packed = filter.type() == TflmType.INT4;
        if (target.mve() && !packed && channels == 1 && out.dimension(3) > 1) {
            // Done as a convolution, with a turned copy of the filter.
            return convolve(target, window, in, rows, columns, filter.dimension(0), out) + filter.elements();
        }
        if (channels != out.dimension(3)
                || in.dimension(0) != 1
                || window.dilationHeight() != 1
                || window.dilationWidth() != 1) {
            return 0;
        }
        if (target.mve()) {
            return product(4, DEPTHWISE_BLOCK, rows, columns);
        }
        boolean direct = rows == 3
                && columns == 3
                && window.padTop(in.dimension(1), rows) <= 1
                && window.padLeft(in.dimension(2), columns) <= 1;
        long taps = product(rows, columns, channels);
        if (packed) {
            return 2 * taps;
        }
        return direct || !target.dsp() ? 0 : 2 * taps;
    }

    /** Of {@code arm_fully_connected_s8}: the sums of the kernel's rows. */
    static long fullyConnected(TflmTarget target, int outputs) {
        return target.mve() ? 4L * outputs : 0;
    }

    /** Of {@code arm_avgpool_s8} and {@code _s16}. */
    static long averagePool(TflmTarget target, int channels) {
        return target.dsp() ? 4L * channels : 0;
    }

    /** Of {@code arm_transpose_conv_s8}: filter [O, KH, KW, C]. */
    static long transposeConvolve(
            TflmTarget target, TflmWindow window, TflmTensor in, TflmTensor filter, TflmTensor out) {
        int rows = filter.dimension(1);
        int columns = filter.dimension(2);
        if (reversed(window, in)) {
            long taps = product(rows, columns, in.dimension(3));
            return target.mve() ? vectorColumns(taps) : 4 * ArenaMeter.up(taps, 4);
        }
        // Width and height are mixed in the source too.
        long line = (long) (in.dimension(2) - 1) * window.strideWidth() + Math.max(columns, window.strideHeight());
        return product(line, out.dimension(3), Math.max(rows, window.strideHeight()), 4);
    }

    /** Of the turned filter of {@code arm_transpose_conv_s8}. */
    static long transposeReverse(TflmWindow window, TflmTensor in, TflmTensor filter) {
        return reversed(window, in) ? filter.elements() : 0;
    }

    private static boolean reversed(TflmWindow window, TflmTensor in) {
        return window.strideHeight() <= 2 && window.strideWidth() <= 2 && in.dimension(3) > REVERSE_CHANNELS;
    }

    private static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product = Math.multiplyExact(product, factor);
        }
        if (product > MOST) {
            throw new ArithmeticException("scratch of " + product + " bytes");
        }
        return product;
    }
}
