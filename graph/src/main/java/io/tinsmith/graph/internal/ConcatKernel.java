package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Concatenation along the channels, of values of any type; of whole images or of rows. */
final class ConcatKernel implements Kernel {
    private final int[] channels; // by input
    private final int sum;

    ConcatKernel(Graph graph, Op.Concat op) {
        this.channels = op.inputs().stream()
                .mapToInt(i -> graph.tensor(i).shape().channels())
                .toArray();
        this.sum = graph.tensor(op.output()).shape().channels();
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        int pixels = activations.get(0).length() / channels[0];
        TensorData output = Values.like(activations.get(0), pixels * sum);
        Object to = Values.array(output);
        int at = 0;
        for (int i = 0; i < channels.length; i++) {
            Object from = Values.array(activations.get(i));
            for (int pixel = 0; pixel < pixels; pixel++) {
                System.arraycopy(from, pixel * channels[i], to, pixel * sum + at, channels[i]);
            }
            at += channels[i];
        }
        return output;
    }
}
