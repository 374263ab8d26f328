package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Schedules that buy memory with MACs compute what layers compute, within the bounds that were asked for. */
class FrontPropertyTest {
    private static final int GRAPHS = 300;

    @Test
    void frontsAreValidAndFallInMemoryAsTheyRiseInMacs() {
        SplittableRandom seeds = new SplittableRandom(17);
        int strips = 0;
        int splits = 0;
        int longer = 0;
        for (int i = 0; i < GRAPHS; i++) {
            SplittableRandom random = seeds.split();
            Graph graph = StreamGraphs.random(random);
            double factor = i % 3 == 0 ? 1.3 : i % 3 == 1 ? 2 : Double.POSITIVE_INFINITY;
            PlannerOptions base =
                    i % 2 == 0 ? PlannerOptions.quick() : PlannerOptions.quick().withInputByRows();
            PlannerOptions options = base.withMaxOverhead(factor);
            List<Schedule> front = MemoryPlanner.front(graph, options);
            for (int n = 0; n < front.size(); n++) {
                Schedule schedule = front.get(n);
                ScheduleValidator.check(schedule);
                long macs = ScheduleCost.macs(schedule);
                assertThat((double) macs / Math.max(1, GraphCost.macs(graph))).isLessThanOrEqualTo(factor);
                if (n > 0) {
                    assertThat(schedule.arenaBytes())
                            .isLessThan(front.get(n - 1).arenaBytes());
                    assertThat(macs).isGreaterThan(ScheduleCost.macs(front.get(n - 1)));
                }
            }
            Schedule least = front.get(front.size() - 1);
            StreamPropertyTest.check(least, random);
            strips += hasStream(least, s -> s.strips() > 1) ? 1 : 0;
            splits += hasStream(least, s -> !s.splits().isEmpty()) ? 1 : 0;
            longer += front.size() > 2 ? 1 : 0;
        }
        assertThat(strips).isGreaterThan(GRAPHS / 10);
        assertThat(splits).isGreaterThan(GRAPHS / 30);
        assertThat(longer).isGreaterThan(GRAPHS / 10);
    }

    private static boolean hasStream(Schedule schedule, Predicate<Step.Stream> test) {
        return schedule.steps().stream().anyMatch(s -> s instanceof Step.Stream stream && test.test(stream));
    }

    /** As in squeeze and excite, where a gate is computed of the sums of what it then scales. */
    @Test
    void whatIsSummedAndReadByOthersIsNotCutIntoStrips() {
        GraphBuilder b = new GraphBuilder("gate", DType.INT8);
        int x = b.maxPool2d("pool", b.input("in", Shape.of(1, 3, 7, 7)), 2, 2, Window.same(1));
        int doubled = b.add("doubled", x, x, Activation.NONE);
        int y = b.conv2d("conv", doubled, 1, 1, Window.same(1), Activation.RELU6);
        int gated = b.mul("gated", y, b.globalAveragePool("gate", y), Activation.NONE);
        Graph graph = b.build(b.fullyConnected("dense", gated, 4, Activation.NONE), x);
        for (Schedule schedule :
                MemoryPlanner.front(graph, PlannerOptions.quick().withMaxOverhead(Double.POSITIVE_INFINITY))) {
            ScheduleValidator.check(schedule);
        }
    }

    /** As in DS-CNN, where each 1x1 convolution both projects a depthwise one and expands the next. */
    @Test
    void bottlenecksThatShareAnOpAreNotBothSplit() {
        GraphBuilder b = new GraphBuilder("chain", DType.INT8);
        int x = b.input("in", Shape.of(1, 25, 5, 64));
        for (int i = 0; i < 4; i++) {
            x = b.depthwiseConv2d("dw" + i, x, 3, Window.same(1), Activation.NONE);
            x = b.conv2d("pw" + i, x, 64, 1, Window.same(1), Activation.NONE);
        }
        Graph graph = b.build(x);
        for (Schedule schedule :
                MemoryPlanner.front(graph, PlannerOptions.quick().withMaxOverhead(Double.POSITIVE_INFINITY))) {
            ScheduleValidator.check(schedule);
        }
    }

    @Test
    void cheapestIsTheFirstThatFits() {
        Graph graph = StreamGraphs.mcuNetVww1();
        PlannerOptions options = PlannerOptions.quick().withInputByRows().withMaxOverhead(1.3);
        List<Schedule> front = MemoryPlanner.front(graph, options);
        Schedule second = front.get(1);
        assertThat(MemoryPlanner.cheapest(graph, options, second.arenaBytes()))
                .hasValueSatisfying(s -> assertThat(s.arenaBytes()).isEqualTo(second.arenaBytes()));
        assertThat(MemoryPlanner.cheapest(graph, options, 1_000)).isEmpty();
    }
}
