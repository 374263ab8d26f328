package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureFileTest {
    private static final String GOOD = """
            resolution: 28
            channels: 1
            classes: 10
            stem: {width: 8, kernel: 3, stride: 1}
            blocks:
              - {width: 12, kernel: 3, expansion: 4, stride: 2}
              - {width: 12, kernel: 5, expansion: 2, stride: 1, residual: false}
            headWidth: 64
            """;

    @Test
    void reads() {
        assertThat(Architectures.parse("a.yaml", GOOD))
                .isEqualTo(new Architecture(
                        28,
                        1,
                        new Stem(8, 3, 1),
                        List.of(new Block(12, 3, 4, 2, true), new Block(12, 5, 2, 1, false)),
                        64,
                        10));
    }

    @Test
    void readsWhatItWrites(@TempDir Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (SearchSpace space : SpaceFamilies.builtin("mobile-tiny").members(1, 10)) {
            Architecture a = space.decode(space.sample(random));
            Path file = folder.resolve("a.yaml");
            Architectures.write(a, file);
            assertThat(Architectures.read(file)).isEqualTo(a);
        }
    }

    @Test
    void namesTheLineOfAnUnknownKey() {
        rejects(GOOD.replace("kernel: 5", "kernle: 5"), "a.yaml, line 7", "kernle", "Maybe it is one of width, kernel");
        rejects(GOOD + "colour: red\n", "line 9", "colour");
    }

    @Test
    void namesTheLineOfABadValue() {
        rejects(GOOD.replace("expansion: 4", "expansion: 40"), "line 6", "expansion (40)", "between 1 and 16");
        rejects(GOOD.replace("kernel: 5", "kernel: 4"), "line 7", "kernel (4)", "even");
        rejects(GOOD.replace("classes: 10", "classes: ten"), "line 3", "classes (ten)");
        rejects(GOOD.replace("residual: false", "residual: perhaps"), "line 7", "perhaps");
    }

    @Test
    void namesTheLineOfBadStructure() {
        rejects(GOOD.replace("headWidth: 64", "headWidth: [64"), "line 9", "no YAML");
        rejects(GOOD.replace("classes: 10\n", ""), "line 1", "classes", "missing");
        rejects(GOOD.replace("classes: 10", "classes: 10\nclasses: 10"), "line 4", "twice");
        rejects("", "line 1", "empty");
        rejects("- 1\n", "line 1", "mapping");
        rejects(GOOD.replace("headWidth: 64", "headWidth: [64]"), "line 8", "single value");
    }

    private static void rejects(String text, String... parts) {
        assertThatThrownBy(() -> Architectures.parse("a.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }
}
