package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.training.internal.ParameterLayout.Kind;
import io.tinsmith.training.internal.ParameterLayout.Slot;
import io.tinsmith.training.internal.ParameterLayout.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Folds batch norm into weights and bias: {@code w' = w * gamma / sqrt(variance + epsilon)}, {@code b' = beta - mean *
 * gamma / sqrt(variance + epsilon)} (Jacob et al., arXiv:1712.05877, section 3.2), and puts weights into TFLite's order.
 */
public final class BatchNormFolding {
    private BatchNormFolding() {}

    /** The structure with parameters. */
    public static Graph fold(Graph structure, ParameterLayout layout, float[] parameters, float[] statistics) {
        List<Tensor> tensors = new ArrayList<>(structure.tensors());
        for (int i = 0; i < structure.ops().size(); i++) {
            Op op = structure.ops().get(i);
            if (op instanceof Op.Conv2d conv) {
                Folded f = folded(layout, i, parameters, statistics);
                set(tensors, conv.weights(), toOhwi(f.weights, f.bias.length));
                set(tensors, conv.bias(), f.bias);
            } else if (op instanceof Op.DepthwiseConv2d conv) {
                Folded f = folded(layout, i, parameters, statistics);
                set(tensors, conv.weights(), f.weights);
                set(tensors, conv.bias(), f.bias);
            } else if (op instanceof Op.FullyConnected dense) {
                set(tensors, dense.weights(), part(parameters, layout.slot(i, Kind.WEIGHTS)));
                set(tensors, dense.bias(), part(parameters, layout.slot(i, Kind.BIAS)));
            }
        }
        return structure.withTensors(tensors);
    }

    /** The flat parameters of a graph in the order of {@link ParameterLayout#forInference}. */
    public static float[] flatten(Graph graph, ParameterLayout layout) {
        float[] flat = new float[layout.parameters()];
        for (Slot slot : layout.slots()) {
            Op op = graph.ops().get(slot.op());
            Tensor t = graph.tensor(op.inputs().get(slot.kind() == Kind.WEIGHTS ? 1 : 2));
            float[] values = t.float32();
            if (op instanceof Op.Conv2d && slot.kind() == Kind.WEIGHTS) {
                values = toHwio(values, t.shape().dim(0));
            }
            System.arraycopy(values, 0, flat, slot.offset(), slot.length());
        }
        return flat;
    }

    /** The reverse of {@link #flatten}: a graph of the same structure with other parameters. */
    public static Graph unflatten(Graph graph, ParameterLayout layout, float[] parameters) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        for (Slot slot : layout.slots()) {
            Op op = graph.ops().get(slot.op());
            int index = op.inputs().get(slot.kind() == Kind.WEIGHTS ? 1 : 2);
            float[] values = part(parameters, slot);
            if (op instanceof Op.Conv2d && slot.kind() == Kind.WEIGHTS) {
                values = toOhwi(values, tensors.get(index).shape().dim(0));
            }
            set(tensors, index, values);
        }
        return graph.withTensors(tensors);
    }

    private record Folded(float[] weights, float[] bias) {}

    private static Folded folded(ParameterLayout layout, int op, float[] parameters, float[] statistics) {
        float[] weights = part(parameters, layout.slot(op, Kind.WEIGHTS));
        float[] gamma = part(parameters, layout.slot(op, Kind.GAMMA));
        float[] beta = part(parameters, layout.slot(op, Kind.BETA));
        Statistic s = layout.statistic(op);
        int channels = s.channels();
        float[] bias = new float[channels];
        double[] factor = new double[channels];
        for (int c = 0; c < channels; c++) {
            double mean = statistics[s.offset() + c];
            double variance = statistics[s.offset() + channels + c];
            factor[c] = gamma[c] / Math.sqrt(variance + NetworkEmitter.EPSILON);
            bias[c] = (float) (beta[c] - mean * factor[c]);
        }
        // The output channel is innermost in both TensorFlow orders.
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (weights[i] * factor[i % channels]);
        }
        return new Folded(weights, bias);
    }

    private static float[] toOhwi(float[] hwio, int out) {
        int taps = hwio.length / out;
        float[] ohwi = new float[hwio.length];
        for (int t = 0; t < taps; t++) {
            for (int o = 0; o < out; o++) {
                ohwi[o * taps + t] = hwio[t * out + o];
            }
        }
        return ohwi;
    }

    private static float[] toHwio(float[] ohwi, int out) {
        int taps = ohwi.length / out;
        float[] hwio = new float[ohwi.length];
        for (int t = 0; t < taps; t++) {
            for (int o = 0; o < out; o++) {
                hwio[t * out + o] = ohwi[o * taps + t];
            }
        }
        return hwio;
    }

    private static float[] part(float[] flat, Slot slot) {
        return Arrays.copyOfRange(flat, slot.offset(), slot.offset() + slot.length());
    }

    private static void set(List<Tensor> tensors, int index, float[] values) {
        tensors.set(index, tensors.get(index).withData(new TensorData.Float32(values)));
    }
}
