package io.tinsmith.training.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.Synthetic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyIT {
    private final ImageSet batch = Synthetic.corners(32, 1);

    @ParameterizedTest
    @EnumSource
    void dependsOnTheSeedAlone(Proxy proxy) {
        Graph structure = Synthetic.network();
        double score = proxy.score(structure, batch, 7);

        assertThat(proxy.score(structure, batch, 7)).isEqualTo(score);
        assertThat(proxy.score(structure, batch, 8)).isNotEqualTo(score);
        assertThatThrownBy(() -> proxy.score(structure, batch.resizedTo(5, 5), 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe resize the images");
    }

    @Test
    void synflowOfAHandComputedNetwork() {
        GraphBuilder b = new GraphBuilder("two", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 1, 1, 1));
        int wide = b.conv2d("wide", x, 2, 1, Window.same(1), Activation.RELU6);
        Graph structure = b.build(b.fullyConnected("logits", wide, 2, Activation.NONE));
        // Weights 3, 10; biases 0, 0; logits' weights 1, 2 and 3, 4; biases 0, 0.
        float[] parameters = {3, 10, 0, 0, 1, 2, 3, 4, 0, 0};

        // R = (3 * 1 + 10 * 2) + (3 * 3 + 10 * 4) = 72, which each of the two layers carries. ReLU6 would cut 10 to 6.
        assertThat(Synflow.flow(Synflow.linear(structure), parameters)).isCloseTo(144, within(1e-4));
    }

    @Test
    void jacobianCovarianceOfEqualAndOfUnrelatedRows() {
        double[][] unrelated = {{1, 0}, {0, 1}};
        // The second row is three times the first and one more.
        double[][] equal = JacobianCovariance.correlations(new float[] {1, 2, 4, 4, 7, 13}, 2);

        // Twice log(1 + k) + 1 / (1 + k), with k = 1e-5: nearly 1 each.
        assertThat(JacobianCovariance.score(unrelated)).isCloseTo(-2, within(1e-4));
        // Eigenvalues 0 and 2, and 1 / (0 + k) is 100,000.
        assertThat(equal[0][1]).isCloseTo(1, within(1e-9));
        assertThat(JacobianCovariance.score(equal)).isLessThan(-99_000);
    }
}
