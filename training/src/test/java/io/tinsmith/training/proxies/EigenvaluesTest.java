package io.tinsmith.training.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EigenvaluesTest {
    @Test
    void ofAHandComputedMatrix() {
        // 2 on the diagonal, 1 beside it: 2 - sqrt 2, 2, 2 + sqrt 2.
        double[] values = Eigenvalues.symmetric(new double[][] {{2, 1, 0}, {1, 2, 1}, {0, 1, 2}});

        assertThat(values).containsExactly(new double[] {2 - Math.sqrt(2), 2, 2 + Math.sqrt(2)}, within(1e-12));
    }

    @Test
    void keepTraceAndSquares() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] a = new double[40][40];
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = random.nextDouble() - 0.5;
                a[j][i] = a[i][j];
                squares += (i == j ? 1 : 2) * a[i][j] * a[i][j];
            }
            trace += a[i][i];
        }
        double[] values = Eigenvalues.symmetric(a);

        assertThat(Arrays.stream(values).sum()).isCloseTo(trace, within(1e-9));
        assertThat(Arrays.stream(values).map(v -> v * v).sum()).isCloseTo(squares, within(1e-9));
    }
}
