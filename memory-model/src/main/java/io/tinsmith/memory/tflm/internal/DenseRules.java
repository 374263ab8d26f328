package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;

/**
 * FULLY_CONNECTED: input [..., C], filter [O, C], bias [O].
 *
 * <p>Source: tensorflow/lite/micro/kernels: fully_connected.cc, fully_connected_common.cc, cmsis_nn/fully_connected.cc.
 */
final class DenseRules {
    private DenseRules() {}

    static void fullyConnected(NodeAllocations node) {
        TflmTensor in = node.input(0);
        TflmTensor filter = node.input(1);
        boolean cmsis = node.target().cmsisNn();
        node.viewInputs(0, 1, 2).viewOutput();
        if (!cmsis) {
            ConvolutionRules.unpacked(node, filter);
        }
        boolean perChannel = in.type() != TflmType.FLOAT32 && filter.scales() > 1;
        if (perChannel) {
            node.perChannel(filter.scales());
        }
        if (cmsis && in.type() == TflmType.INT8 && filter.type() != TflmType.INT4) {
            cmsis(node, filter, perChannel);
        }
    }

    private static void cmsis(NodeAllocations node, TflmTensor filter, boolean perChannel) {
        TflmTensor out = node.output();
        int outputs = out.dimension(-1);
        if (out.shape().size() > 2 && filter.dimension(-1) % 4 == 0) {
            // Done as a 1x1 convolution, which wants a multiplier and a shift for each channel.
            if (!perChannel) {
                node.scratch(8L * outputs);
            }
            return;
        }
        long sums = CmsisNnBuffers.fullyConnected(node.target(), outputs);
        boolean constant = filter.constant()
                && node.optionalInput(2).map(TflmTensor::constant).orElse(true);
        if (sums > 0 && constant) {
            node.persistent("kernel sums", sums);
        } else {
            node.scratchIfAny(sums);
        }
    }
}
