package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Networks that branch: resolutions that exchange, joined by sums and concatenations. */
class MultiResolutionTest {
    private static final PlannerOptions[] OPTIONS = {
        PlannerOptions.quick().with(Fusion.LAYER),
        PlannerOptions.thorough(),
        PlannerOptions.quick().with(Fusion.FUSED),
        PlannerOptions.thorough().with(Fusion.FUSED),
        PlannerOptions.thorough().withInputByRows()
    };

    @Test
    void twoResolutionsRunByAnySchedule() {
        SplittableRandom random = new SplittableRandom(1);
        Graph graph = StreamGraphs.quantized(twoResolutions(26, 22), random);
        for (PlannerOptions options : OPTIONS) {
            Schedule schedule = MemoryPlannerTest.plan(graph, options);
            StreamPropertyTest.check(schedule, random);
        }
    }

    /** The branches meet in the same rows at different heights, so that none of them must ever be whole. */
    @Test
    void streamsCrossResolutions() {
        Graph graph = twoResolutions(64, 64);
        Schedule plain = MemoryPlannerTest.plan(graph, PlannerOptions.thorough());
        Schedule fused = MemoryPlannerTest.plan(graph, PlannerOptions.thorough().withInputByRows());
        assertThat(fused.arenaBytes()).isLessThan(plain.arenaBytes() / 3);
        assertThat(fused.steps())
                .anySatisfy(step -> assertThat(step)
                        .isInstanceOfSatisfying(
                                Step.Stream.class,
                                stream -> assertThat(stream.ops())
                                        .extracting(op ->
                                                (Object) graph.ops().get(op).getClass())
                                        .contains(Op.ResizeNearest.class, Op.Concat.class, Op.Add.class)));
    }

    /** A stream has room for four inputs of an op; more are joined in a layer. */
    @Test
    void manyInputsAreJoinedInALayer() {
        SplittableRandom random = new SplittableRandom(2);
        for (int inputs = 1; inputs <= 7; inputs++) {
            GraphBuilder b = new GraphBuilder("fan", DType.INT8);
            int x = b.input("in", Shape.of(1, 15, 9, 3));
            int[] parts = new int[inputs];
            for (int i = 0; i < inputs; i++) {
                parts[i] = b.conv2d("part" + i, x, 4 + i, i % 2 == 0 ? 3 : 1, Window.same(1), Activation.RELU6);
            }
            // One of them twice.
            parts[inputs - 1] = parts[0];
            x = b.conv2d("after", b.concat("concat", parts), 2, 3, Window.same(1), Activation.NONE);
            Graph graph = StreamGraphs.quantized(b.build(x), random);
            boolean streams = false;
            for (PlannerOptions options : OPTIONS) {
                Schedule schedule = MemoryPlannerTest.plan(graph, options);
                StreamPropertyTest.check(schedule, random);
                streams |= schedule.steps().stream()
                        .anyMatch(step -> step instanceof Step.Stream stream
                                && stream.ops().stream()
                                        .anyMatch(op -> graph.ops().get(op) instanceof Op.Concat));
            }
            assertThat(streams).as("%s inputs", inputs).isEqualTo(inputs <= Step.Stream.MOST_INPUTS);
        }
    }

    /**
     * Two exchange units between a high and a low resolution, after Sun et al. 2019, arXiv:1902.09212, figure 3: down by
     * strided convolution, up by 1x1 convolution and nearest pixel; the head concatenates both.
     */
    static Graph twoResolutions(int height, int width) {
        GraphBuilder b = new GraphBuilder("two-resolutions", DType.INT8);
        int x = b.input("image", Shape.of(1, height, width, 3));
        int high = b.conv2d("stem", x, 8, 3, Window.same(1), Activation.RELU6);
        int low = b.conv2d("down", high, 12, 3, Window.same(2), Activation.RELU6);
        for (int unit = 0; unit < 2; unit++) {
            int h = b.depthwiseConv2d("high" + unit, high, 3, Window.same(1), Activation.RELU6);
            h = b.conv2d("highPoint" + unit, h, 8, 1, Window.same(1), Activation.RELU6);
            int l = b.depthwiseConv2d("low" + unit, low, 5, Window.same(1), Activation.RELU6);
            l = b.conv2d("lowPoint" + unit, l, 12, 1, Window.same(1), Activation.RELU6);
            int up = b.resizeNearest(
                    "up" + unit, b.conv2d("upPoint" + unit, l, 8, 1, Window.same(1), Activation.NONE), 2);
            int down = b.conv2d("down" + unit, h, 12, 3, Window.same(2), Activation.NONE);
            high = b.add("highSum" + unit, h, up, Activation.RELU);
            low = b.add("lowSum" + unit, down, l, Activation.RELU);
        }
        int joined = b.concat("join", high, b.resizeNearest("upAll", low, 2));
        int head = b.conv2d("head", joined, 16, 1, Window.same(1), Activation.RELU6);
        return b.build(b.fullyConnected("dense", b.globalAveragePool("pool", head), 4, Activation.NONE));
    }
}
