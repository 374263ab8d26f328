package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;

/**
 * Convolutions: views of tensors are taken once by prepare and once more where the quantization is computed, the former
 * still held.
 *
 * <p>Source: tensorflow/lite/micro/kernels: conv_common.cc, depthwise_conv_common.cc, transpose_conv.cc and the files of
 * the same names in cmsis_nn.
 */
final class ConvolutionRules {
    private ConvolutionRules() {}

    /** CONV_2D: input [N, H, W, C], filter [O, KH, KW, C / groups], bias [O]. */
    static void convolution(NodeAllocations node) {
        TflmTensor in = node.input(0);
        TflmTensor filter = node.input(1);
        boolean cmsis = node.target().cmsisNn();
        node.viewInputs(0, 1).viewOutput();
        if (!cmsis || node.isQuantized(in)) {
            node.perChannel(filter.dimension(0));
        }
        node.viewInputs(0, 1, 2).viewOutput();
        if (!cmsis) {
            unpacked(node, filter);
        } else if (in.type() == TflmType.INT8) {
            node.scratchIfAny(CmsisNnBuffers.convolve(node.target(), node.op().window(), in, filter, node.output()));
        } else if (in.type() == TflmType.INT16) {
            node.scratchIfAny(CmsisNnBuffers.convolve16(node.target(), node.op().window(), in, filter));
        }
    }

    /** DEPTHWISE_CONV_2D: input [N, H, W, C], filter [1, KH, KW, O], bias [O]. */
    static void depthwise(NodeAllocations node) {
        TflmTensor in = node.input(0);
        TflmTensor filter = node.input(1);
        boolean cmsis = node.target().cmsisNn();
        node.viewInputs(0, 1).viewOutput();
        if (!cmsis || node.isQuantized(in)) {
            node.perChannel(filter.dimension(3));
        }
        if (!cmsis) {
            unpacked(node, filter);
        }
        node.viewInputs(0, 1, 2).viewOutput();
        if (cmsis && in.type() == TflmType.INT8) {
            node.scratchIfAny(CmsisNnBuffers.depthwise(node.target(), node.op().window(), in, filter, node.output()));
        }
    }

    /** TRANSPOSE_CONV: shape of the output, filter [O, KH, KW, C], input [N, H, W, C], bias [O]. */
    static void transposed(NodeAllocations node) {
        TflmTensor filter = node.input(1);
        TflmTensor in = node.input(2);
        node.viewInputs(2, 1).viewOutput();
        node.perChannel(filter.dimension(0));
        if (in.type() == TflmType.INT8 && node.target().cmsisNn()) {
            node.scratch(
                    CmsisNnBuffers.transposeConvolve(node.target(), node.op().window(), in, filter, node.output()));
            node.scratch(CmsisNnBuffers.transposeReverse(node.op().window(), in, filter));
        } else if (in.type() == TflmType.INT8) {
            node.scratch(4 * node.output().elements());
        } else if (in.type() == TflmType.INT16) {
            node.scratch(8 * node.output().elements());
        }
        if (in.type() != TflmType.FLOAT32) {
            node.viewInputs(2, 1, 3).viewOutput();
        }
        node.optionalInput(3)
                .filter(bias -> in.type() == TflmType.INT16 && bias.type() == TflmType.INT16)
                .ifPresent(bias -> node.scratch(8 * bias.elements()));
    }

    /** Room for a filter of 4 bits, a byte each. */
    static void unpacked(NodeAllocations node, TflmTensor filter) {
        if (filter.type() == TflmType.INT4) {
            node.scratch(filter.elements());
        }
    }
}
