package io.tinsmith.cli.calibrate;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Gives a network's structure scales and parameters as a trained one has: values spread over the range. */
final class Quantizer {
    /** Scale and zero point of an output of RELU6 that has the whole range. */
    private static final Quantization RELU6 = Quantization.perTensor(6f / 255, -128);

    private Quantizer() {}

    static Graph quantized(Graph graph, SplittableRandom random) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        int[] group = ScaleGroups.of(graph);
        graph.inputs().forEach(t -> tensors.set(t, graph.tensor(t).withQuantization(scale(random))));
        for (Op op : graph.ops()) {
            int output = op.output();
            int first = group[output];
            Quantization q =
                    first == output ? scale(op, random) : tensors.get(first).requireQuantization();
            tensors.set(output, graph.tensor(output).withQuantization(q));
            for (int t : op.inputs()) {
                if (graph.tensor(t).isParameter()) {
                    tensors.set(t, parameter(graph.tensor(t), op, random));
                }
            }
        }
        return graph.withTensors(tensors);
    }

    private static Quantization scale(Op op, SplittableRandom random) {
        if (op instanceof Op.Softmax) {
            return Quantization.perTensor(1f / 256, -128);
        }
        if (op instanceof Op.Unary unary
                && unary.function().outputQuantization().isPresent()) {
            return unary.function().outputQuantization().orElseThrow();
        }
        boolean relu6 = (op instanceof Op.Conv2d conv && conv.activation() == Activation.RELU6)
                || (op instanceof Op.DepthwiseConv2d depthwise && depthwise.activation() == Activation.RELU6);
        // Some keep a range beyond the activation's: their kernels requantize the slow way.
        return relu6 && random.nextInt(6) > 0 ? RELU6 : scale(random);
    }

    private static Quantization scale(SplittableRandom random) {
        return Quantization.perTensor(0.03f + 0.02f * random.nextInt(3), random.nextInt(-60, 40));
    }

    private static Tensor parameter(Tensor t, Op op, SplittableRandom random) {
        int elements = Math.toIntExact(t.shape().elements());
        if (t.shape().rank() == 1) {
            return t.withData(
                    new TensorData.Int32(random.ints(elements, -1000, 1000).toArray()));
        }
        boolean depthwise = op instanceof Op.DepthwiseConv2d;
        int channels = t.shape().dim(depthwise ? 3 : 0);
        float[] scales = new float[channels];
        for (int c = 0; c < channels; c++) {
            double spread = 0.004 + 0.006 * random.nextDouble();
            scales[c] = (float) (spread / Math.sqrt((double) elements / channels));
        }
        byte[] values = new byte[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = (byte) random.nextInt(-127, 128);
        }
        return t.withQuantization(Quantization.perChannel(scales, depthwise ? 3 : 0))
                .withData(new TensorData.Int8(values));
    }
}
