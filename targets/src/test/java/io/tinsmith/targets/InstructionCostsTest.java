package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstructionCostsTest {
    @Test
    void everyBoardHasCostsOfItsKernels() {
        for (Board board : Boards.all()) {
            InstructionCosts costs = InstructionCosts.of(board.mcu());
            assertThat(costs.kernels()).as(board.name()).isEqualTo(InstructionCosts.kernels(board.mcu()));
            assertThat(costs.costs()).as(board.name()).containsKeys("ADD_VALUE", "POINT_ROW", "STREAM_ROW");
        }
    }

    /** Twelve products of two channels by three pixels are 19 instructions, by two 14 (tns_dsp_pairs.c). */
    @Test
    void fittedCostsAreThoseOfTheAssembly() {
        InstructionCosts costs =
                InstructionCosts.of(Boards.byName("netduino-plus-2").mcu());
        assertThat(costs.costs().get("PAIR_3_4")).isBetween(19.0, 20.5);
        assertThat(costs.costs().get("PAIR_2_4")).isBetween(14.0, 15.5);
    }

    /** Sixteen taps of four channels are 10 instructions (tns_mve_dot.h). */
    @Test
    void fittedCostsOfVectorsAreThoseOfTheAssembly() {
        InstructionCosts costs = InstructionCosts.of(Boards.byName("mps3-an547").mcu());
        assertThat(costs.costs().get("VECTOR_LONG_16")).isBetween(9.8, 10.2);
    }
}
