package io.tinsmith.training.internal;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.RawTensor;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** TensorFlow sessions and tensors as this module uses them. */
public final class Sessions {
    private Sessions() {}

    /**
     * A session that runs each op on the caller's thread alone. So the bits do not depend on the number of cores, and
     * parallelism is ours: one run per thread.
     */
    public static Session singleThreaded(Graph graph) {
        ConfigProto config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(-1)
                .build();
        return new Session(graph, config);
    }

    public static TFloat32 tensor(float[] values, long... shape) {
        return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
    }

    /** Copies a float tensor's values. */
    public static float[] values(Tensor tensor) {
        RawTensor raw = tensor.asRawTensor();
        float[] out = new float[Math.toIntExact(raw.size())];
        raw.data().asFloats().read(out);
        return out;
    }

    /** Gradients of {@code loss} by each of {@code parameters}, one after another in one vector. */
    @SuppressWarnings("unchecked") // Gradients of float tensors are float tensors.
    public static Operand<TFloat32> gradients(
            Graph graph, Ops tf, Operand<TFloat32> loss, List<Operand<TFloat32>> parameters) {
        Output<?>[] with = parameters.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
        List<Operand<TFloat32>> flat = new ArrayList<>();
        for (Output<?> gradient : graph.addGradients(loss.asOutput(), with)) {
            flat.add(tf.reshape((Operand<TFloat32>) (Operand<?>) gradient, tf.constant(new int[] {-1})));
        }
        return tf.concat(flat, tf.constant(0));
    }
}
