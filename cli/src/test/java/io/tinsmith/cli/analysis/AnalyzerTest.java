package io.tinsmith.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.FrontRow;
import io.tinsmith.cli.report.Limit;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.Fusion;
import io.tinsmith.targets.Boards;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
    @Test
    void comparesTheKindsOfSchedules() {
        AnalysisReport report = analyze(Moves.of(Fusion.IN_PLACE), Limits.none());
        assertThat(report.kinds())
                .extracting(AnalysisReport.Plan::schedule)
                .containsExactly("layer", "inplace", "fused", "fused, input by rows");
        assertThat(IntStream.range(1, 4))
                .allMatch(i -> report.kinds().get(i).arenaBytes()
                        <= report.kinds().get(i - 1).arenaBytes());
        assertThat(report.kinds().get(0).streamOps()).isEmpty();
        assertThat(report.schedule().arenaBytes())
                .isEqualTo(report.kinds().get(1).arenaBytes());
        assertThat(report.layerWise().arenaBytes())
                .isEqualTo(report.kinds().get(0).arenaBytes());
        assertThat(report.budget()).isNull();
    }

    @Test
    void marksTheChosenScheduleInTheFront() {
        AnalysisReport report = analyze(Moves.of(Fusion.FUSED), Limits.none());
        assertThat(report.front()).filteredOn(FrontRow::chosen).singleElement().satisfies(row -> {
            assertThat(row.arenaBytes()).isEqualTo(report.schedule().arenaBytes());
            assertThat(row.macs()).isEqualTo(report.schedule().macs());
            assertThat(row.allowed()).isTrue();
        });
        assertThat(report.schedule().recomputedMacs()).isZero();
    }

    @Test
    void saysWhatABudgetLeavesForTheArenaAndWhetherItDoes() {
        AnalysisReport without = analyze(Moves.of(Fusion.FUSED), Limits.none());
        AnalysisReport.Budget enough = budget(without.programSramBytes());
        assertThat(enough.fits()).isTrue();
        assertThat(enough.arenaBytes()).isEqualTo(without.schedule().arenaBytes());
        assertThat(budget(without.programSramBytes() - 2_000).fits()).isFalse();
    }

    @Test
    void movesRefuseWhatCannotBeCombined() {
        assertThatThrownBy(() -> new Moves(Fusion.LAYER, 1.5, false)).hasMessageContainingAll("1.5", "layer", "Maybe");
        assertThatThrownBy(() -> new Moves(Fusion.IN_PLACE, 1, true)).hasMessageContainingAll("inplace", "Maybe");
        assertThatThrownBy(() -> new Moves(Fusion.FUSED, 0.5, false)).hasMessageContainingAll("0.5", "Maybe");
        assertThat(new Moves(Fusion.FUSED, 1.5, true).text())
                .isEqualTo("fused, at most 1.5 times the MACs, input by rows");
    }

    private static AnalysisReport.Budget budget(long sramBytes) {
        Limits limits = Limits.none().and(Limit.What.SRAM, "--sram", sramBytes);
        return Objects.requireNonNull(analyze(Moves.of(Fusion.FUSED), limits).budget());
    }

    private static AnalysisReport analyze(Moves moves, Limits limits) {
        return Analyzer.of(
                "net",
                HandMadeSchedules.network(),
                null,
                moves,
                limits,
                LatencyModel.of(Boards.byName("netduino-plus-2"), Optimize.BALANCED),
                List.of());
    }
}
