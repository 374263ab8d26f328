package io.tinsmith.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.FitAdvice;
import io.tinsmith.cli.report.Limit;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.GraphRescaler;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FitAdvisorTest {
    private static final Board BOARD = Boards.byName("netduino-plus-2");
    private static final Moves MOVES = Moves.of(Fusion.IN_PLACE);

    /** Op by op, "first" is the peak: the image's 40 * 40 * 4 and its own 40 * 40 * 16. */
    private static Graph network() {
        GraphBuilder b = new GraphBuilder("net", DType.INT8);
        int x = b.input("image", Shape.of(1, 40, 40, 4));
        x = b.conv2d("first", x, 16, 3, Window.same(1), Activation.RELU);
        x = b.conv2d("second", x, 32, 3, Window.same(4), Activation.RELU);
        return b.build(b.fullyConnected("dense", b.globalAveragePool("pool", x), 10, Activation.NONE));
    }

    @Test
    void namesThePeakAndWhatStandsThere() {
        FitAdvice advice = advice(Limit.What.SRAM, 20_000);
        FitAdvice.Peak peak = Objects.requireNonNull(advice.peak());
        assertThat(peak.firstOp()).isEqualTo("first");
        assertThat(peak.liveBytes()).isGreaterThanOrEqualTo(40 * 40 * (4 + 16));
        assertThat(peak.areas())
                .extracting(FitAdvice.Area::name, FitAdvice.Area::sizeBytes)
                .contains(tuple("image", 6_400L), tuple("first", 25_600L));
        assertThat(advice.weights()).isEmpty();
        assertThat(advice.time()).isEmpty();
    }

    @Test
    void schedulesAreThoseOfThePlanner() {
        for (FitAdvice.Way way : advice(Limit.What.SRAM, 20_000).schedules()) {
            if (way.schedule().equals("fused, input by rows")) {
                Schedule schedule =
                        MemoryPlanner.plan(network(), PlannerOptions.thorough().withInputByRows());
                assertThat(way.programSramBytes())
                        .isEqualTo(Prediction.of(schedule, BOARD).sramBytes());
                assertThat(way.option()).isEqualTo("--schedule fused --input rows");
            }
            assertThat(way.fits()).isEqualTo(way.programSramBytes() <= 20_000);
        }
    }

    @Test
    void smallerNetworksAreScaledAndPlannedAndTheNextLargerOnesDoNotFit() {
        FitAdvice advice = advice(Limit.What.SRAM, 20_000);
        assertThat(advice.smaller()).hasSize(2);
        FitAdvice.Smaller input = advice.smaller().get(0);
        int height = Integer.parseInt(input.input().replaceAll("\\[1x(\\d+)x.*", "$1"));
        assertThat(input.width()).isEqualTo(1);
        assertSame(input, GraphRescaler.withImage(network(), height, height));
        assertThat(sram(GraphRescaler.withImage(network(), height + 4, height + 4)))
                .isGreaterThan(20_000);
        FitAdvice.Smaller narrow = advice.smaller().get(1);
        assertThat(narrow.input()).isEqualTo("[1x40x40x4]");
        assertSame(narrow, GraphRescaler.withWidth(network(), narrow.width()));
        assertThat(sram(GraphRescaler.withWidth(network(), narrow.width() + 0.05)))
                .isGreaterThan(20_000);
    }

    @Test
    void flashIsWithTheWeightsAndTimeWithTheSlowOps() {
        long needed =
                Prediction.of(MOVES.plan(network(), Long.MAX_VALUE), BOARD).flashBytes();
        FitAdvice flash = advice(Limit.What.FLASH, needed - 1_000);
        assertThat(flash.peak()).isNull();
        assertThat(flash.schedules()).isEmpty();
        // 3 * 3 * 16 * 32 weights, 9 bytes for each of 32 channels.
        assertThat(flash.weights().get(0))
                .isEqualTo(new FitAdvice.Share(1, "second", "Conv2d", 4_896, 4_896.0 / (4_896 + 720 + 410)));
        assertThat(flash.smaller())
                .singleElement()
                .satisfies(s -> assertThat(s.width()).isLessThan(1));
        assertThat(flash.remarks()).contains("No smaller input alone fits.");
        FitAdvice time = advice(Limit.What.LATENCY, 5_000);
        assertThat(time.time().get(0).name()).isEqualTo("first");
        assertThat(time.schedules()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(time.smaller())
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.micros()).isLessThanOrEqualTo(5_000));
    }

    @Test
    void whatFitsNeedsNoAdvice() {
        AnalysisReport report = report(Limits.of(BOARD));
        assertThat(report.fits()).isTrue();
        assertThat(report.advice()).isNull();
        assertThat(report.limits()).extracting(Limit::what).containsExactly(Limit.What.SRAM, Limit.What.FLASH);
    }

    private static void assertSame(FitAdvice.Smaller found, Graph graph) {
        Schedule schedule = MOVES.plan(graph, Long.MAX_VALUE);
        Prediction memory = Prediction.of(schedule, BOARD);
        assertThat(found)
                .isEqualTo(new FitAdvice.Smaller(
                        graph.input().shape().toString(),
                        found.width(),
                        GraphCost.macs(graph),
                        GraphCost.parameters(graph),
                        memory.sramBytes(),
                        memory.flashBytes(),
                        Math.round(1e3 * times().of(schedule).millis())));
    }

    private static long sram(Graph graph) {
        return Prediction.of(MOVES.plan(graph, Long.MAX_VALUE), BOARD).sramBytes();
    }

    private static FitAdvice advice(Limit.What what, long available) {
        AnalysisReport report = report(Limits.none().and(what, "test", available));
        assertThat(report.fits()).isFalse();
        return Objects.requireNonNull(report.advice());
    }

    private static AnalysisReport report(Limits limits) {
        return Analyzer.of("net", network(), null, MOVES, limits, times(), List.of());
    }

    private static LatencyModel times() {
        return LatencyModel.of(BOARD, Optimize.BALANCED);
    }
}
