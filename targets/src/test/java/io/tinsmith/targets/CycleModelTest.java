package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CycleModelTest {
    private static ExecutionCounts counts(Map<InstructionClass, Long> classes, long loaded, long stored, long lines) {
        return new ExecutionCounts(classes, loaded, stored, lines, List.of(MemoryTraffic.NONE));
    }

    @ParameterizedTest
    @EnumSource(Core.class)
    void everyCoreHasAModel(Core core) {
        CycleModel model = CycleModel.of(core);
        assertThat(model.core()).isEqualTo(core);
        assertThat(model.source()).isNotBlank();
        assertThat(model.band()).isBetween(0.1, 0.5);
    }

    @Test
    void addsUpTheTableOfTheM4() {
        ExecutionCounts counts = counts(
                Map.of(
                        InstructionClass.ALU, 10L,
                        InstructionClass.DSP_MAC, 4L,
                        InstructionClass.LOAD, 3L,
                        InstructionClass.LOAD_NEXT, 2L,
                        InstructionClass.LOAD_MANY, 1L,
                        InstructionClass.BRANCH_TAKEN, 1L),
                4,
                0,
                6);
        CycleEstimate estimate = CycleModel.of(Core.CORTEX_M4).estimate(counts, 5);
        // 10 + 4 + 3 * 2 + 2 * 1 + (1 + 4) + (1 + 2) = 30, and 6 lines of 5 wait states.
        assertThat(estimate.cycles()).isCloseTo(60, within(1e-9));
        assertThat(estimate.low()).isCloseTo(24, within(1e-9));
        assertThat(estimate.high()).isCloseTo(36 + 2 * 30, within(1e-9));
        assertThat(estimate.kinds().get(CycleKind.LOAD)).isCloseTo(13, within(1e-9));
        assertThat(estimate.flashBound()).isTrue();
        assertThat(CycleModel.of(Core.CORTEX_M4).estimate(counts, 0).flashBound())
                .isFalse();
    }

    @Test
    void theM3MultipliesMoreSlowly() {
        ExecutionCounts counts = counts(Map.of(InstructionClass.MLA, 10L), 0, 0, 0);
        assertThat(CycleModel.of(Core.CORTEX_M3).estimate(counts, 0).cycles()).isCloseTo(20, within(1e-9));
    }

    @Test
    void aClassWithoutCostIsRefused() {
        Map<InstructionClass, Double> cycles =
                new EnumMap<>(CycleModel.of(Core.CORTEX_M4).cycles());
        cycles.remove(InstructionClass.DIVIDE);
        assertThatThrownBy(
                        () -> new CycleModel(Core.CORTEX_M4, "test", cycles, 1, 0.2, new CycleModel.Typical(1, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("divide");
    }

    /** 1,000 instructions of 1.5 cycles and 0.02 lines that wait 5 cycles: 1,500 and 100. */
    @Test
    void instructionsAloneGiveARange() {
        CycleModel m4 = CycleModel.of(Core.CORTEX_M4);
        CycleModel model = new CycleModel(
                m4.core(), m4.source(), m4.cycles(), m4.perWord(), 0.2, new CycleModel.Typical(1.5, 0.02, 0.1));
        CycleRange range = model.estimate(1_000, 5);
        assertThat(range.cycles()).isCloseTo(1_600, within(1e-6));
        assertThat(range.low()).isCloseTo(1_500 * 0.8 * 0.9, within(1e-6));
        assertThat(range.high()).isCloseTo((1_500 * 1.2 + 2 * 100) * 1.1, within(1e-6));
    }
}
