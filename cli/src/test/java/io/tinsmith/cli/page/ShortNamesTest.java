package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShortNamesTest {
    private final ShortNames names =
            new ShortNames(List.of("m/act_1/Relu (3 rows)", "m/act_12/Relu;m/conv/BiasAdd", "m/block/expand (2 rows)"));

    @Test
    void keepsWhatFits() {
        assertThat(names.shorten("m/act_1/Relu (3 rows)", 40)).isEqualTo("m/act_1/Relu (3 rows)");
        assertThat(names.shorten("m/act_12/Relu;m/conv/BiasAdd", 40)).isEqualTo("m/act_12/Relu");
    }

    @Test
    void takesThePartThatTellsNamesApart() {
        assertThat(names.shorten("m/act_1/Relu (3 rows)", 15)).isEqualTo("act_1 (3 rows)");
        assertThat(names.shorten("m/act_1/Relu (3 rows)", 8)).isEqualTo("act_1");
        assertThat(names.shorten("m/block/expand (2 rows)", 8)).isEqualTo("expand");
    }

    @Test
    void keepsTheFrontOfTwoPartsThatOnlyTogetherTell() {
        ShortNames blocks =
                new ShortNames(List.of("block1/expand", "block1/project", "block2/expand", "block2/project"));
        assertThat(blocks.shorten("block2/project", 14)).isEqualTo("block2/project");
        assertThat(blocks.shorten("block2/project", 10)).isEqualTo("block2/pr…");
    }

    @Test
    void cutsFromTheFront() {
        assertThat(names.shorten("m/act_12/Relu;m/conv/BiasAdd", 5)).isEqualTo("…t_12");
    }
}
