package io.tinsmith.training.internal;

import org.tensorflow.Graph;
import org.tensorflow.RawTensor;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
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
}
