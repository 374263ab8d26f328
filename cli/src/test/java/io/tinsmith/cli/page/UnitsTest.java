package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void opNamesAreCutToWhatATableCanHold() {
        assertThat(Units.opName("conv")).isEqualTo("conv");
        assertThat(Units.opName("model/activation/Relu;model/conv2d/BiasAdd")).isEqualTo("model/activation/Relu");
        assertThat(Units.opName("a/".repeat(40) + "Relu"))
                .hasSize(40)
                .startsWith("…")
                .endsWith("/a/Relu");
    }
}
