package io.tinsmith.memory.tflm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.internal.GreedyPlan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GreedyPlanTest {
    /** 100 comes first, at 0; 50 meets it and goes above; 40 meets only 50 and so fits below. */
    @Test
    void theLargestComesFirstAndGapsAreUsed() {
        GreedyPlan plan = new GreedyPlan(List.of(online(40, 2, 3), online(100, 0, 1), online(50, 1, 2)));
        assertThat(offsets(plan, 3)).containsExactly(0L, 0L, 100L);
        assertThat(plan.bytes()).isEqualTo(150);
    }

    @Test
    void ofEqualSizesTheLastAddedComesFirst() {
        GreedyPlan plan = new GreedyPlan(List.of(online(16, 0, 1), online(16, 0, 1), online(16, 0, 1)));
        assertThat(offsets(plan, 3)).containsExactly(32L, 16L, 0L);
    }

    /** Given offsets come before larger buffers: 200 finds no gap below 64 and goes behind 80. */
    @Test
    void givenOffsetsStay() {
        GreedyPlan plan = new GreedyPlan(List.of(online(200, 0, 1), new Request(16, 0, 0, 64), online(64, 0, 0)));
        assertThat(offsets(plan, 3)).containsExactly(80L, 64L, 0L);
    }

    @Test
    void anEmptyPlanTakesNothing() {
        assertThat(new GreedyPlan(List.of()).bytes()).isZero();
    }

    @Test
    void buffersThatLiveTogetherNeverOverlap() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int first = random.nextInt(10);
                requests.add(online(16L * random.nextInt(1, 20), first, first + random.nextInt(4)));
            }
            GreedyPlan plan = new GreedyPlan(requests);
            for (int a = 0; a < requests.size(); a++) {
                for (int b = 0; b < a; b++) {
                    boolean apart = plan.offset(a) + requests.get(a).bytes() <= plan.offset(b)
                            || plan.offset(b) + requests.get(b).bytes() <= plan.offset(a);
                    assertThat(apart || !requests.get(a).meets(requests.get(b))).isTrue();
                }
            }
        }
    }

    private static Request online(long bytes, int first, int last) {
        return new Request(bytes, first, last, TflmModel.ONLINE);
    }

    private static List<Long> offsets(GreedyPlan plan, int count) {
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            offsets.add(plan.offset(i));
        }
        return offsets;
    }
}
