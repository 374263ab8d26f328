package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the validator asks of strips, splits and grouped steps, on one schedule by hand. */
class StripRulesTest {
    private static final int X = 3; // tensors
    private static final int EXPANDED = 6;
    private static final int PROJECTED = 12;
    private static final int SUM = 13;
    private static final int MEAN = 17;

    private static final Split SPLIT = new Split(1, 2, 3, 5);
    private static final Step.Grouped HEAD = new Step.Grouped(5, 6, 4, 8 * 8 * 4, 756);
    // The depthwise 3x3 reads three rows of x, and of them one column beside the four of each strip.
    private static final Ring RING_X = new Ring(X, 3, 5, 520);
    private static final Ring RING_PROJECTED = new Ring(PROJECTED, 1, 4, 580);

    private final Graph graph = StreamGraphs.quantized(bottleneck(false), new SplittableRandom(1));

    /** A stem, a bottleneck with its sum, a head and its mean: 8x8 pixels everywhere. */
    private static Graph bottleneck(boolean showsExpanded) {
        GraphBuilder b = new GraphBuilder("bottleneck", DType.INT8);
        int in = b.input("in", Shape.of(1, 8, 8, 4));
        int x = b.conv2d("stem", in, 4, 3, Window.same(1), Activation.RELU6);
        int expanded = b.conv2d("expand", x, 12, 1, Window.same(1), Activation.RELU6);
        int deep = b.depthwiseConv2d("dw", expanded, 3, Window.same(1), Activation.RELU6);
        int projected = b.conv2d("project", deep, 4, 1, Window.same(1), Activation.NONE);
        int sum = b.add("sum", x, projected, Activation.NONE);
        int mean = b.globalAveragePool("mean", b.conv2d("head", sum, 6, 1, Window.same(1), Activation.NONE));
        return showsExpanded ? b.build(mean, expanded) : b.build(mean);
    }

    private static Step.Stream stream(int strips, List<Split> splits, long scratch, Ring... rings) {
        return new Step.Stream(List.of(0, 1, 2, 3, 4), List.of(rings), List.of(), strips, splits, scratch);
    }

    private Schedule schedule(Step.Stream stream, Step second) {
        return schedule(stream, second, 0, 256);
    }

    private Schedule schedule(Step.Stream stream, Step second, long inOffset, long sumOffset) {
        List<Placement> placements = List.of(
                new Placement(0, inOffset, 256, 0, 0),
                new Placement(SUM, sumOffset, 256, 0, 1),
                new Placement(MEAN, 512, 6, 1, 1));
        return new Schedule(graph, List.of(stream, second), placements, 1012, 0);
    }

    private Schedule good() {
        return schedule(stream(2, List.of(SPLIT), 596, RING_X, RING_PROJECTED), HEAD);
    }

    @Test
    void acceptsAGoodSchedule() {
        // 4 * 4 sums of 4 bytes, and for 5 channels 3 rows of 5 columns and one of 4.
        assertThat(KernelScratch.bytes(graph, (Step.Stream) good().steps().get(0)))
                .isEqualTo(4 * 4 * 4 + 5 * (3 * 5 + 4));
        ScheduleValidator.check(good());
        StreamPropertyTest.check(good(), new SplittableRandom(2));
    }

    @Test
    void findsRingsOfOtherColumnsThanTheStripsHave() {
        rejects(stream(2, List.of(SPLIT), 596, new Ring(X, 3, 4, 520), RING_PROJECTED), "has 4 columns, not 5");
        rejects(stream(2, List.of(SPLIT), 596, RING_X, RING_PROJECTED, RING_PROJECTED), "one of two");
    }

    @Test
    void findsMoreStripsThanColumns() {
        rejects(stream(9, List.of(SPLIT), 596, RING_X, RING_PROJECTED), "has no column in strip 0 of 9");
    }

    @Test
    void findsScratchThatSomethingElseUses() {
        Step.Stream overRing = stream(2, List.of(SPLIT), 420, RING_X, RING_PROJECTED);
        rejects(overRing, "the scratch of the splits");
        rejects(stream(2, List.of(SPLIT), 860, RING_X, RING_PROJECTED), "leaves the arena");
        assertThatThrownBy(() -> StreamPropertyTest.check(schedule(overRing, HEAD), new SplittableRandom(3)))
                .as("the interpreter's bytes")
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsSplitsThatAreNoBottleneckOfTheirOwn() {
        rejects(stream(2, List.of(new Split(0, 2, 3, 5)), 596, RING_X, RING_PROJECTED), "is no expansion");
        rejects(stream(2, List.of(new Split(1, 2, 5, 5)), 596, RING_X, RING_PROJECTED), "outside of its stream");
        rejects(stream(2, List.of(SPLIT, SPLIT), 596, RING_X, RING_PROJECTED), "share an op");
        Ring within = new Ring(EXPANDED, 1, 5, 996);
        rejects(stream(2, List.of(SPLIT), 596, RING_X, RING_PROJECTED, within), "has a ring");
        Schedule shown = new Schedule(bottleneck(true), good().steps(), good().placements(), 1012, 0);
        assertThatThrownBy(() -> ScheduleValidator.check(shown)).hasMessageContaining("is read outside of it");
    }

    @Test
    void findsAPlaceForWhatIsNeverWhole() {
        List<Placement> more = new ArrayList<>(good().placements());
        more.add(new Placement(EXPANDED, 0, 768, 0, 0));
        Schedule bad = new Schedule(graph, good().steps(), more, 1012, 0);
        assertThatThrownBy(() -> ScheduleValidator.check(bad)).hasMessageContaining("never whole");
    }

    @Test
    void lastsOverADyingInputOnlyInOneStrip() {
        Ring wideX = new Ring(X, 3, 8, 808);
        Ring wideProjected = new Ring(PROJECTED, 1, 8, 904);
        // Rows take 32 bytes; the sum trails four rows below the input.
        Step.Stream one = new Step.Stream(
                List.of(0, 1, 2, 3, 4), List.of(wideX, wideProjected), List.of(), 1, List.of(SPLIT), 520);
        Schedule trails = schedule(one, HEAD, 128, 0);
        ScheduleValidator.check(trails);
        Step.Stream two = stream(2, List.of(SPLIT), 596, RING_X, RING_PROJECTED);
        assertThatThrownBy(() -> ScheduleValidator.check(schedule(two, HEAD, 128, 0)))
                .hasMessageContaining("tensor 0 overlaps tensor " + SUM);
    }

    @Test
    void findsGroupsThatAreWrong() {
        Step.Stream first = stream(2, List.of(SPLIT), 596, RING_X, RING_PROJECTED);
        Step.Grouped small = new Step.Grouped(5, 6, 4, 8 * 8 * 3, 756);
        assertThatThrownBy(() -> ScheduleValidator.check(schedule(first, small)))
                .hasMessageContaining("wrong scratchBytes (192), not 256");
        Step.Grouped over = new Step.Grouped(5, 6, 4, 256, 400);
        assertThatThrownBy(() -> ScheduleValidator.check(schedule(first, over)))
                .hasMessageContaining("scratch of step 1");
    }

    @Test
    void findsReadersBesideAnAccumulationInStrips() {
        GraphBuilder b = new GraphBuilder("two-readers", DType.INT8);
        int x = b.conv2d("x", b.input("in", Shape.of(1, 4, 4, 1)), 2, 1, Window.same(1), Activation.NONE);
        int twice = b.add("twice", x, x, Activation.NONE);
        Graph two = b.build(b.globalAveragePool("mean", x), twice);
        Accumulation sums = new Accumulation(2, 0);
        for (int strips = 1; strips <= 2; strips++) {
            // The mean comes last, so all rows of x are made for it before the sum asks for the first.
            Ring ring = new Ring(x, 4, 4 / strips, 68);
            Step.Stream stream = new Step.Stream(List.of(0, 1, 2), List.of(ring), List.of(sums), strips, List.of(), 0);
            List<Placement> placements = List.of(
                    new Placement(0, 16, 16, 0, 0),
                    new Placement(twice, 32, 32, 0, 0),
                    new Placement(twice + 1, 64, 2, 0, 0));
            Schedule schedule = new Schedule(two, List.of(stream), placements, 100, 0);
            if (strips == 1) {
                ScheduleValidator.check(schedule);
            } else {
                assertThatThrownBy(() -> ScheduleValidator.check(schedule))
                        .hasMessageContaining("added up strip by strip, but read by others too");
            }
        }
    }

    @Test
    void theTimelineShowsWhatIsInside() {
        List<MemoryTimeline.Moment> moments = MemoryTimeline.of(good()).moments();
        assertThat(moments)
                .extracting(MemoryTimeline.Moment::opKind)
                .containsExactly("Stream, 2 strips, 1 split", "Grouped");
        assertThat(moments.get(0).areas())
                .containsExactly(
                        new MemoryArea("in", MemoryArea.Kind.TENSOR, 0, 256),
                        new MemoryArea("sum", MemoryArea.Kind.TENSOR, 256, 256),
                        new MemoryArea("stem", MemoryArea.Kind.RING, 520, 60),
                        new MemoryArea("project", MemoryArea.Kind.RING, 580, 16),
                        new MemoryArea("sum", MemoryArea.Kind.SCRATCH, 596, 159));
        assertThat(moments.get(1).areas())
                .extracting(MemoryArea::kind)
                .containsExactly(MemoryArea.Kind.TENSOR, MemoryArea.Kind.TENSOR, MemoryArea.Kind.SCRATCH);
        assertThat(moments.get(0).scratchBytes()).isEqualTo(60 + 16 + 159);
        assertThat(moments.get(0).scratchOffsetBytes()).isEqualTo(520);
    }

    private void rejects(Step.Stream stream, String message) {
        assertThatThrownBy(() -> ScheduleValidator.check(schedule(stream, HEAD)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }
}
