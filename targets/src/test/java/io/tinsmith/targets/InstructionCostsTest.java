package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstructionCostsTest {
    @Test
    void everyBoardHasCostsOfItsKernels() {
        for (Board board : Boards.all()) {
            InstructionCosts costs = InstructionCosts.of(board.mcu());
            assertThat(costs.dsp()).as(board.name()).isEqualTo(board.mcu().dsp());
            assertThat(costs.instructions()).as(board.name()).containsKeys("LAYER", "ADD_VALUE", "STREAM_ROW");
        }
    }

    /** Sixteen products by two vectors of inputs and two of weights take 4 * 20 + 3 instructions (tns_dsp_dot.h). */
    @Test
    void fittedCostsAreThoseOfTheAssembly() {
        InstructionCosts costs =
                InstructionCosts.of(Boards.byName("netduino-plus-2").mcu());
        assertThat(costs.instructions().get("PAIR_TWO_16")).isBetween(82.0, 84.0);
        assertThat(costs.instructions().get("PAIR_TWO_4")).isBetween(22.0, 24.0);
    }
}
