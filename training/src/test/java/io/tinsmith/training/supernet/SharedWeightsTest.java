package io.tinsmith.training.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.supernet.internal.SharedWeights;
import io.tinsmith.training.supernet.internal.SubnetView;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharedWeightsTest {
    // Stem 3x3 of 1 to 2 channels, one block e1 k5 of 2 to 2, dense 2 to 2: each tensor small enough to count.
    private static final SupernetSpace SPACE = new SupernetSpace(
            1,
            2,
            List.of(8),
            3,
            List.of(1, 2),
            List.of(1),
            List.of(new SupernetSpace.Stage(List.of(1, 2), 1, List.of(3, 5), List.of(1), List.of(1))),
            List.of(0));

    @Test
    void takesTheFirstChannelsAndTheMiddleOfTheKernel() {
        SharedWeights weights = new SharedWeights(SPACE);
        float[] shared = new float[weights.layout().parameters()];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = i;
        }
        float[] own = weights.view(SPACE.smallest()).gather(shared);

        // The stem's [3, 3, 1, 2] starts at 0: its first channel is every second value; gamma and beta follow at 18,
        // 20.
        assertThat(own).startsWith(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20);
        // The depthwise [5, 5, 2, 1] starts at 22: the middle 3x3 begins at row 1, column 1, 22 + (1 * 5 + 1) * 2.
        assertThat(own[11]).isEqualTo(34);
        assertThat(own[12]).isEqualTo(36);
        assertThat(own[14]).isEqualTo(44);
    }

    @Test
    void gradientsGoBackToWhereTheParametersCameFrom() {
        SupernetSpace space = SupernetIT.SPACE;
        SharedWeights weights = new SharedWeights(space);
        SplittableRandom random = new SplittableRandom(1);
        float[] shared = new float[weights.layout().parameters()];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = i + 1;
        }
        for (int n = 0; n < 20; n++) {
            Subnet subnet = space.sample(random);
            SubnetView view = weights.view(subnet);
            float[] back = new float[shared.length];
            view.scatterAdd(view.gather(shared), back);
            int taken = 0;
            for (int i = 0; i < back.length; i++) {
                assertThat(back[i]).isIn(0f, shared[i]);
                taken += back[i] == 0 ? 0 : 1;
            }
            int parameters =
                    ParameterLayout.forTraining(subnet.structure(space)).parameters();
            assertThat(taken).isEqualTo(parameters);
            assertThat(view.compact(view.gather(shared))).hasSize(parameters);
        }
    }

    @Test
    void theLargestHasAllParameters() {
        SharedWeights weights = new SharedWeights(SupernetIT.SPACE);
        float[] shared = new float[weights.layout().parameters()];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = i;
        }
        assertThat(weights.view(SupernetIT.SPACE.largest()).gather(shared)).containsExactly(shared);
    }
}
