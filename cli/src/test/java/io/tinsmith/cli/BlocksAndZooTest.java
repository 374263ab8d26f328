package io.tinsmith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.Networks;
import io.tinsmith.search.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlocksAndZooTest {
    @Test
    void comparesBlocks() {
        CommandRunner.Result result = CommandRunner.run("blocks", "--width", "16", "--resolution", "8");
        assertThat(result.exitCode()).isZero();
        // Basic: 2 convolutions of 9 * 16 * 16 weights and 16 biases, over 64 pixels.
        assertThat(result.out()).containsPattern("basic \\(ResNet\\) +4,640 +294.9 k");
        assertThat(result.out()).contains("An inverted block filters 96 channels", "ShuffleNetV2");
        assertThat(CommandRunner.run("blocks", "--width", "9").exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void listsTheZoo() {
        CommandRunner.Result result = CommandRunner.run("zoo");
        assertThat(result.exitCode()).isZero();
        Zoo.entries().forEach(e -> assertThat(result.out()).contains(e.name()));
    }

    @Test
    void writesTheFileOfANetwork(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("network.yaml");
        CommandRunner.Result result = CommandRunner.run("zoo", "ds-cnn-s", "--out", file.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(Networks.read(file)).isEqualTo(Zoo.network("ds-cnn-s"));
        CommandRunner.Result unknown = CommandRunner.run("zoo", "alexnet");
        assertThat(unknown.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(unknown.err()).contains("alexnet", "Maybe");
    }
}
