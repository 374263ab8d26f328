package io.tinsmith.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.ParameterLayout.Statistic;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchNormFoldingIT {
    private static final int BATCH = 16;

    /** With a batch's own statistics, folding must give the logits that batch norm gave in training. */
    @Test
    void foldedLogitsEqualTheTrainingPass() {
        GraphBuilder b = new GraphBuilder("fold", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 6, 5, 2));
        int stem = b.conv2d("stem", x, 4, 3, Window.same(2), Activation.RELU6);
        int dw = b.depthwiseConv2d("dw", stem, 3, Window.same(1), Activation.NONE);
        int pool = b.globalAveragePool("pool", dw);
        Graph graph = b.build(b.fullyConnected("logits", pool, 3, Activation.NONE));
        ParameterLayout layout = ParameterLayout.forTraining(graph);
        SplittableRandom random = new SplittableRandom(1);
        float[] parameters = new float[layout.parameters()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (random.nextDouble() - 0.3);
        }
        byte[] pixels = new byte[BATCH * 60];
        random.nextBytes(pixels);
        ImageSet images = new ImageSet(Shape.of(1, 6, 5, 2), 3, pixels, new byte[BATCH]);
        float[] values = new float[pixels.length];
        for (int i = 0; i < BATCH; i++) {
            System.arraycopy(images.floatInput(i), 0, values, i * 60, 60);
        }
        float[] targets = new float[BATCH * 3];
        for (int i = 0; i < BATCH; i++) {
            targets[i * 3] = 1;
        }
        GradientFunction.Gradient pass;
        try (GradientFunction function = new GradientFunction(graph, layout, BATCH)) {
            pass = function.run(parameters, values, targets);
        }
        // TensorFlow reports the unbiased variance and normalizes by the biased one; both maps here are 3x3.
        int n = BATCH * 9;
        float[] statistics = pass.statistics().clone();
        for (Statistic s : layout.statistics()) {
            for (int c = 0; c < s.channels(); c++) {
                statistics[s.offset() + s.channels() + c] *= (n - 1f) / n;
            }
        }
        Graph folded = BatchNormFolding.fold(graph, layout, parameters, statistics);
        try (InferenceFunction inference = new InferenceFunction(folded)) {
            float[] logits = inference.logits(images);
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).isCloseTo(pass.logits()[i], within(1e-4f));
            }
        }
    }
}
