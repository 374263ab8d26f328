package io.tinsmith.memory.tflm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.memory.tflm.TflmTarget.Extension;
import io.tinsmith.memory.tflm.TflmTarget.Kernels;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import io.tinsmith.memory.tflm.TflmWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class CmsisNnBuffersTest {
    private static final TflmTarget DSP = new TflmTarget(Kernels.CMSIS_NN, Extension.DSP);
    private static final TflmTarget MVE = new TflmTarget(Kernels.CMSIS_NN, Extension.MVE);
    private static final TflmTarget NONE = new TflmTarget(Kernels.CMSIS_NN, Extension.NONE);
    private static final TflmWindow SAME = new TflmWindow(1, 1, 1, 1, true);

    @Test
    void aPointwiseConvolutionNeedsNone() {
        TflmTensor in = tensor(1, 8, 8, 16);
        assertThat(CmsisNnBuffers.convolve(DSP, SAME, in, tensor(4, 1, 1, 16), tensor(1, 8, 8, 4)))
                .isZero();
        // In groups it is none of these.
        assertThat(CmsisNnBuffers.convolve(DSP, SAME, in, tensor(4, 1, 1, 8), tensor(1, 8, 8, 4)))
                .isEqualTo(4 * 16);
    }

    /**
     * A row of 10 pixels of 4 channels, kernel 3: one pixel of padding each side. Vectors: the kernel's 12 and a pixel of
     * padding, 4; DSP: two columns of 12 int16.
     */
    @Test
    void aConvolutionOverOneRowCopiesTheEdges() {
        TflmTensor in = tensor(1, 1, 10, 4);
        TflmTensor filter = tensor(8, 1, 3, 4);
        TflmTensor out = tensor(1, 1, 10, 8);
        assertThat(CmsisNnBuffers.convolve(MVE, SAME, in, filter, out)).isEqualTo(16);
        assertThat(CmsisNnBuffers.convolve(DSP, SAME, in, filter, out)).isEqualTo(48);
    }

    @Test
    void depthwiseConvolutionsDifferByCore() {
        TflmTensor in = tensor(1, 8, 8, 16);
        TflmTensor three = tensor(1, 3, 3, 16);
        TflmTensor five = tensor(1, 5, 5, 16);
        assertThat(CmsisNnBuffers.depthwise(DSP, SAME, in, three, in)).isZero();
        // 5x5: padding of 2, 25 taps of 16 channels of int16.
        assertThat(CmsisNnBuffers.depthwise(DSP, SAME, in, five, in)).isEqualTo(2 * 25 * 16);
        assertThat(CmsisNnBuffers.depthwise(NONE, SAME, in, five, in)).isZero();
        // 124 channels at a time, 4 columns.
        assertThat(CmsisNnBuffers.depthwise(MVE, SAME, in, three, in)).isEqualTo(4 * 124 * 9);
    }

    /** One channel to 4: the filter turned, 9 * 4, and the columns of the convolution, 4 * 16. */
    @Test
    void aDepthwiseConvolutionOfOneChannelIsAConvolutionWithVectors() {
        assertThat(CmsisNnBuffers.depthwise(MVE, SAME, tensor(1, 8, 8, 1), tensor(1, 3, 3, 4), tensor(1, 8, 8, 4)))
                .isEqualTo(36 + 64);
    }

    /** Above 16 channels and with strides up to 2 done as a convolution over the stretched input. */
    @Test
    void transposedConvolutions() {
        TflmWindow two = new TflmWindow(2, 2, 1, 1, true);
        TflmTensor filter = tensor(4, 3, 3, 20);
        TflmTensor in = tensor(1, 4, 4, 20);
        TflmTensor out = tensor(1, 8, 8, 4);
        assertThat(CmsisNnBuffers.transposeConvolve(DSP, two, in, filter, out)).isEqualTo(4 * 180);
        assertThat(CmsisNnBuffers.transposeReverse(two, in, filter)).isEqualTo(720);
        TflmTensor few = tensor(1, 4, 4, 8);
        // (3 * 2 + 3) columns of 4 channels, 3 rows, int32.
        assertThat(CmsisNnBuffers.transposeConvolve(DSP, two, few, tensor(4, 3, 3, 8), out))
                .isEqualTo(9 * 4 * 3 * 4);
        assertThat(CmsisNnBuffers.transposeReverse(two, few, tensor(4, 3, 3, 8)))
                .isZero();
    }

    private static TflmTensor tensor(Integer... shape) {
        return new TflmTensor("t", TflmType.INT8, List.of(shape), false, false, 1);
    }
}
