package io.tinsmith.training.proxies;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.GradientFunction;
import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.internal.ParameterLayout.Kind;
import io.tinsmith.training.internal.ParameterLayout.Slot;
import io.tinsmith.training.internal.TrainingState;

/**
 * Gradient norm (arXiv:2101.08134, section 3.2): the Euclidean norm of each weight tensor's gradient of the
 * cross-entropy on one batch, summed over the tensors. With batch norm, at the initial weights of a training.
 */
final class GradientNorm {
    private GradientNorm() {}

    static double score(Graph structure, ImageSet images, long seed) {
        ParameterLayout layout = ParameterLayout.forTraining(structure);
        float[] parameters = TrainingState.initial(layout, seed).parameters();
        float[] targets = new float[images.count() * images.classes()];
        for (int i = 0; i < images.count(); i++) {
            targets[i * images.classes() + images.label(i)] = 1f;
        }
        float[] gradients;
        try (GradientFunction function = new GradientFunction(structure, layout, images.count())) {
            gradients =
                    function.run(parameters, Batches.values(images), targets).gradients();
        }
        double sum = 0;
        for (Slot slot : layout.slots()) {
            double squares = 0;
            for (int i = slot.offset(); i < slot.offset() + slot.length() && slot.kind() == Kind.WEIGHTS; i++) {
                squares += (double) gradients[i] * gradients[i];
            }
            sum += Math.sqrt(squares);
        }
        return sum;
    }
}
