package io.tinsmith.codegen.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentifiersTest {
    private final Identifiers identifiers = new Identifiers();

    @Test
    void keepsWhatIsLegal() {
        assertThat(identifiers.allocate("block1_depthwise")).isEqualTo("block1_depthwise");
    }

    @Test
    void replacesWhatIsNot() {
        assertThat(identifiers.allocate("StatefulPartitionedCall:0/Conv2D;bias"))
                .isEqualTo("statefulpartitionedcall_0_conv2d_bias");
    }

    @Test
    void avoidsReservedWordsDigitsAndTheRuntimesNames() {
        assertThat(identifiers.allocate("For")).isEqualTo("t_for");
        assertThat(identifiers.allocate("2nd")).isEqualTo("t_2nd");
        assertThat(identifiers.allocate("tns_arena")).isEqualTo("t_tns_arena");
        assertThat(identifiers.allocate("")).isEqualTo("t_");
        assertThat(identifiers.allocate("層")).isEqualTo("t__2");
    }

    @Test
    void numbersCollisions() {
        assertThat(identifiers.allocate("a b")).isEqualTo("a_b");
        assertThat(identifiers.allocate("a-b")).isEqualTo("a_b_2");
        assertThat(identifiers.allocate("a_b_2")).isEqualTo("a_b_2_2");
    }

    @Test
    void plainNamesHoldNoProtocolCharacters() {
        assertThat(Identifiers.plain("a,b]%\r\n\"c\\")).isEqualTo("a_b_____c_");
        assertThat(Identifiers.plain("block/1-x.y_z")).isEqualTo("block/1-x.y_z");
    }

    @Test
    void namesOfOpsAreTheFirstThatWereJoinedAndTheEndOfALongPath() {
        assertThat(Identifiers.opName("model/relu;model/conv/BiasAdd")).isEqualTo("model/relu");
        assertThat(Identifiers.opName(";")).isEqualTo("_");
        assertThat(Identifiers.opName("a,".repeat(40))).isEqualTo("_" + "a_".repeat(23));
    }
}
