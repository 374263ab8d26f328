package io.tinsmith.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void setsNumbersToTheRight() {
        assertThat(new TextTable("name", "#n")
                        .row("a", "1")
                        .row("bcdef", "1,000")
                        .lines())
                .containsExactly("name       n", "-----  -----", "a          1", "bcdef  1,000");
    }

    @Test
    void rejectsARowOfAnotherLength() {
        TextTable table = new TextTable("name");
        assertThatThrownBy(() -> table.row("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
