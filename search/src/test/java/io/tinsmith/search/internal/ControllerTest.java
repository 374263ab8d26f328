package io.tinsmith.search.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ControllerTest {
    private static final int[] SIZES = {3, 2, 4};

    @Test
    void probabilitiesAddUpToOne() {
        Controller controller = new Controller(SIZES, 5, new SplittableRandom(1));
        double sum = 0;
        for (int i = 0; i < 24; i++) {
            sum += Math.exp(controller.logProbability(new int[] {i % 3, i / 3 % 2, i / 6}));
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void gradientIsThatOfDifferences() {
        Controller controller = new Controller(SIZES, 5, new SplittableRandom(2));
        int[] vector = {2, 0, 3};
        double[] gradient = new double[controller.parameters().length];
        controller.addGradient(vector, 1, 0, gradient);
        for (int i = 0; i < gradient.length; i++) {
            double before = controller.parameters()[i];
            controller.parameters()[i] = before + 1e-5;
            double more = controller.logProbability(vector);
            controller.parameters()[i] = before - 1e-5;
            double less = controller.logProbability(vector);
            controller.parameters()[i] = before;
            assertThat(gradient[i]).isCloseTo((more - less) / 2e-5, within(1e-7));
        }
    }

    @Test
    void learnsAVector() {
        Controller controller = new Controller(SIZES, 8, new SplittableRandom(3));
        SplittableRandom random = new SplittableRandom(4);
        int[] wanted = {1, 1, 2};
        for (int i = 0; i < 150; i++) {
            List<int[]> drawn = List.of(controller.sample(random), controller.sample(random));
            controller.learn(
                    drawn, drawn.stream().map(v -> same(v, wanted) - 1.0).toList(), 0.05, 0);
        }
        assertThat(Math.exp(controller.logProbability(wanted))).isGreaterThan(0.5);
    }

    private static double same(int[] a, int[] b) {
        int same = 0;
        for (int i = 0; i < a.length; i++) {
            same += a[i] == b[i] ? 1 : 0;
        }
        return same;
    }
}
