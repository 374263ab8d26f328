package io.tinsmith.search.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import io.tinsmith.search.predict.Predictor.Prediction;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredictorTest {
    private final double[][] x = new double[60][3];
    private final double[] linear = new double[60];
    private final double[] curved = new double[60];

    PredictorTest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][j] = 4 * random.nextDouble() - 2;
            }
            linear[i] = 7 + 2 * x[i][0] - x[i][1];
            curved[i] = Math.sin(2 * x[i][0]) + 0.3 * x[i][1];
        }
    }

    @Test
    void ridgeFindsALine() {
        Prediction p = RidgeRegression.learn(x, linear).predict(new double[] {1, 1, 1});
        assertThat(p.mean()).isCloseTo(8, within(0.01));
        assertThat(p.deviation()).isBetween(0.0, 0.01);
    }

    @Test
    void gaussianProcessFindsACurveThatRidgeDoesNot() {
        double[] at = {0.8, 0.5, 0};
        double truth = Math.sin(1.6) + 0.15;
        assertThat(GaussianProcess.learn(x, curved).predict(at).mean()).isCloseTo(truth, within(0.1));
        assertThat(RidgeRegression.learn(x, curved).predict(at).mean()).isNotCloseTo(truth, within(0.3));
    }

    @Test
    void perceptronFindsACurveThatRidgeDoesNotAndTheSameBitsTwice() {
        Predictor perceptron = MultilayerPerceptron.learn(x, curved);
        Predictor ridge = RidgeRegression.learn(x, curved);
        SplittableRandom random = new SplittableRandom(4);
        double squares = 0;
        double ridgeSquares = 0;
        for (int i = 0; i < 200; i++) {
            double[] at = random.doubles(3, -2, 2).toArray();
            double truth = Math.sin(2 * at[0]) + 0.3 * at[1];
            squares += Math.pow(perceptron.predict(at).mean() - truth, 2);
            ridgeSquares += Math.pow(ridge.predict(at).mean() - truth, 2);
        }
        assertThat(squares).isLessThan(0.3 * ridgeSquares);
        assertThat(MultilayerPerceptron.learn(x, curved).predict(x[0])).isEqualTo(perceptron.predict(x[0]));
        assertThat(perceptron.predict(new double[] {9, 9, 9}).deviation())
                .isGreaterThan(2 * perceptron.predict(x[0]).deviation());
    }

    @Test
    void uncertaintyGrowsAwayFromTheExamples() {
        GaussianProcess process = GaussianProcess.learn(x, curved);
        double near = process.predict(x[0]).deviation();
        assertThat(process.predict(new double[] {9, 9, 9}).deviation()).isGreaterThan(3 * near);
        assertThat(near).isPositive();
    }

    @Test
    void intervalHoldsTheTruthAboutAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(2);
        double[] noisy = new double[60];
        for (int i = 0; i < 60; i++) {
            // The sum of 12 uniform numbers less 6 is close to normal with deviation 1.
            noisy[i] = linear[i] + random.doubles(12).sum() - 6;
        }
        for (Predictor predictor : List.of(
                RidgeRegression.learn(x, noisy),
                GaussianProcess.learn(x, noisy),
                MultilayerPerceptron.learn(x, noisy))) {
            int inside = 0;
            for (int i = 0; i < 500; i++) {
                double[] at = random.doubles(3, -2, 2).toArray();
                double value = 7 + 2 * at[0] - at[1] + random.doubles(12).sum() - 6;
                Prediction p = predictor.predict(at);
                inside += Math.abs(value - p.mean()) < 1.96 * p.deviation() ? 1 : 0;
            }
            assertThat(inside).isBetween(440, 498);
        }
    }

    @Test
    void constantFeaturesAndValuesDoNoHarm() {
        double[][] same = {{1, 2}, {1, 3}, {1, 4}};
        assertThat(RidgeRegression.learn(same, new double[] {5, 5, 5})
                        .predict(new double[] {1, 9})
                        .mean())
                .isEqualTo(5);
        assertThat(GaussianProcess.learn(same, new double[] {5, 5, 5})
                        .predict(new double[] {2, 9})
                        .mean())
                .isEqualTo(5);
        assertThat(MultilayerPerceptron.learn(same, new double[] {5, 5, 5})
                        .predict(new double[] {2, 3})
                        .mean())
                .isCloseTo(5, within(0.5));
        assertThatThrownBy(() -> MultilayerPerceptron.learn(same, new double[] {1, 2}))
                .hasMessageContaining("Maybe give at least two examples.");
        assertThatThrownBy(() -> RidgeRegression.learn(same, new double[] {1, 2}))
                .hasMessageContaining("Maybe give at least two examples.");
    }

    @Test
    void featuresAreOfOneLength() {
        SearchSpace space = SpaceFamilies.builtin("mobile-tiny").members(1, 10).get(0);
        var features = new Features<>(space);
        int length = features.of(space.smallest()).length;
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            assertThat(features.of(space.sample(random))).hasSize(length);
        }
    }
}
