package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Gradients of the sum of a network's logits, which tell of it before it is trained. */
public final class Differentiation {
    private Differentiation() {}

    /**
     * By the images; batch norm has the statistics of the batch.
     *
     * @param parameters in the order of {@link ParameterLayout#forTraining}
     * @param images {@code [count, H, W, C]}
     * @return as {@code images}
     */
    public static float[] byImages(Graph structure, float[] parameters, float[] images) {
        return gradients(structure, ParameterLayout.forTraining(structure), true, parameters, images)
                .get(0);
    }

    /**
     * By each parameter tensor; without batch norm, on one image of ones.
     *
     * @param parameters in the order of {@link ParameterLayout#forInference}
     * @return one array for each slot of that layout
     */
    public static List<float[]> byParameters(Graph structure, float[] parameters) {
        float[] ones = new float[Math.toIntExact(structure.input().shape().elements())];
        Arrays.fill(ones, 1f);
        List<float[]> all = gradients(structure, ParameterLayout.forInference(structure), false, parameters, ones);
        return all.subList(1, all.size());
    }

    private static List<float[]> gradients(
            Graph structure, ParameterLayout layout, boolean training, float[] parameters, float[] images) {
        io.tinsmith.graph.Shape in = structure.input().shape();
        int count = Math.toIntExact(images.length / in.elements());
        try (org.tensorflow.Graph graph = new org.tensorflow.Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> p = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(layout.parameters())));
            Operand<TFloat32> x = tf.placeholder(
                    TFloat32.class, Placeholder.shape(Shape.of(count, in.height(), in.width(), in.channels())));
            NetworkEmitter emitter = new NetworkEmitter(tf, structure, layout, training, p);
            Operand<TFloat32> sum = tf.sum(emitter.emit(x), tf.constant(new int[] {0, 1}));
            List<Output<?>> with = new ArrayList<>();
            with.add(x.asOutput());
            emitter.parameters().forEach(part -> with.add(part.asOutput()));
            Output<?>[] gradients = graph.addGradients(sum.asOutput(), with.toArray(Output<?>[]::new));
            try (Session session = Sessions.singleThreaded(graph);
                    TFloat32 parameterTensor = Sessions.tensor(parameters, parameters.length);
                    TFloat32 imageTensor = Sessions.tensor(images, count, in.height(), in.width(), in.channels())) {
                Session.Runner runner =
                        session.runner().feed(p, parameterTensor).feed(x, imageTensor);
                for (Output<?> gradient : gradients) {
                    runner.fetch(gradient);
                }
                try (Result result = runner.run()) {
                    List<float[]> out = new ArrayList<>();
                    for (int i = 0; i < gradients.length; i++) {
                        out.add(Sessions.values(result.get(i)));
                    }
                    return out;
                }
            }
        }
    }
}
