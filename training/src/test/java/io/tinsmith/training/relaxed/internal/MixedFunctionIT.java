package io.tinsmith.training.relaxed.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.GradientFunction;
import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.internal.TrainingState;
import io.tinsmith.training.relaxed.MixedNetwork;
import io.tinsmith.training.relaxed.Stripes;
import io.tinsmith.training.relaxed.internal.MixedWeights.Place;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixedFunctionIT {
    private static final int COUNT = 16;
    private static final boolean[][] ALL = {{true, true, true}, {true, true}};

    private final MixedNetwork network = Stripes.network();
    private final float[] images = new float[COUNT * 64];
    private final float[] targets = new float[COUNT * 2];

    MixedFunctionIT() {
        ImageSet set = Stripes.images(COUNT, 1);
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(set.floatInput(i), 0, images, 64 * i, 64);
            targets[2 * i + set.label(i)] = 1;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientsAreThoseOfDifferences(boolean shared) {
        MixedWeights weights = new MixedWeights(network, shared);
        float[] parameters = TrainingState.initial(weights.layout(), 3).parameters();
        try (MixedFunction function = new MixedFunction(network, weights)) {
            double[][] gates = {{0.3, 0.5, 0.2}, {0.4, 0.6}};
            MixedFunction.Gradient gradient =
                    function.run(parameters, new Gates(gates, ALL), images, targets, COUNT, true);
            double step = 1e-2;
            for (int c = 0; c < gates.length; c++) {
                for (int o = 0; o < gates[c].length; o++) {
                    double[][] more = {gates[0].clone(), gates[1].clone()};
                    more[c][o] += step;
                    double[][] less = {gates[0].clone(), gates[1].clone()};
                    less[c][o] -= step;
                    double slope = (loss(function, parameters, more) - loss(function, parameters, less)) / (2 * step);
                    assertThat(gradient.byGates()[c][o])
                            .as("gate %d of %d", o, c)
                            .isCloseTo(slope, within(2e-3));
                }
            }
            for (int i = 0; i < parameters.length; i += 37) {
                float[] more = parameters.clone();
                more[i] += (float) step;
                float[] less = parameters.clone();
                less[i] -= (float) step;
                double slope = (loss(function, more, gates) - loss(function, less, gates)) / (2 * step);
                assertThat((double) gradient.byParameters()[i])
                        .as("parameter %d", i)
                        .isCloseTo(slope, within(3e-3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneOptionAloneIsTheNetworkThatHasIt(boolean shared) {
        MixedWeights weights = new MixedWeights(network, shared);
        float[] parameters = TrainingState.initial(weights.layout(), 3).parameters();
        try (MixedFunction function = new MixedFunction(network, weights)) {
            double[][] gates = {{0, 1, 0}, {0, 1}};
            boolean[][] active = {{false, true, false}, {false, true}};
            MixedFunction.Gradient mixed =
                    function.run(parameters, new Gates(gates, active), images, targets, COUNT, true);

            Graph chosen = Stripes.chosen();
            ParameterLayout layout = ParameterLayout.forTraining(chosen);
            List<Place> path = List.of(new Place(0, 0), new Place(1, 1), new Place(3, 0));
            float[] own = joined(weights, parameters, path);
            float[] gradients = joined(weights, mixed.byParameters(), path);
            try (GradientFunction plain = new GradientFunction(chosen, layout, COUNT)) {
                GradientFunction.Gradient expected = plain.run(own, images, targets);
                assertThat(mixed.loss()).isCloseTo(expected.loss(), within(1e-5));
                assertThat(gradients).hasSameSizeAs(expected.gradients());
                for (int i = 0; i < own.length; i++) {
                    assertThat(gradients[i]).isCloseTo(expected.gradients()[i], within(1e-5f));
                }
            }
            assertThat(mixed.used()).containsExactlyInAnyOrderElementsOf(path);
        }
    }

    private static float[] joined(MixedWeights weights, float[] all, List<Place> places) {
        float[] out = new float[0];
        for (Place place : places) {
            float[] own = weights.gather(all, place);
            out = Arrays.copyOf(out, out.length + own.length);
            System.arraycopy(own, 0, out, out.length - own.length, own.length);
        }
        return out;
    }

    private double loss(MixedFunction function, float[] values, double[][] gates) {
        return function.run(values, new Gates(gates, ALL), images, targets, COUNT, false)
                .loss();
    }
}
