package io.tinsmith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeTest {
    @TempDir
    private Path directory;

    private Path network;

    @BeforeEach
    void write() throws IOException {
        network = Files.writeString(directory.resolve("small.yaml"), """
                resolution: 16
                channels: 1
                classes: 4
                stem: {width: 8, kernel: 3, stride: 2}
                blocks:
                  - {width: 8, kernel: 3, expansion: 3, stride: 1, residual: true}
                headWidth: 16
                """);
    }

    @Test
    void writesPageAndJsonBesideTheTables() throws IOException {
        Path html = directory.resolve("a.html");
        Path json = directory.resolve("a.json");
        CommandRunner.Result result =
                CommandRunner.run("analyze", network.toString(), "--html", html.toString(), "--json", json.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("small.yaml: [1x16x16x1] to [1x4]", "Pareto front", "<- peak", "a.html");
        assertThat(html).content().contains("<svg", "small.yaml");
        assertThat(json).content().contains("\"schemaVersion\" : 1");
    }

    @Test
    void jsonToStandardOutputIsAllThereIs() {
        CommandRunner.Result result = CommandRunner.run("analyze", network.toString(), "--json");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("{").endsWith("}\n").doesNotContain("Pareto front");
    }

    @Test
    void neverWritesOverTheModel() throws IOException {
        String before = Files.readString(network);
        CommandRunner.Result result = CommandRunner.run("analyze", "--json", network.toString(), network.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("small.yaml", ".json", "Maybe");
        assertThat(network).content().isEqualTo(before);
    }

    @Test
    void aBudgetThatIsTooSmallExitsWith3AndStillShowsTheSchedule() {
        CommandRunner.Result result = CommandRunner.run("analyze", network.toString(), "--sram", "2500");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DOES_NOT_FIT);
        assertThat(result.out()).contains("does not fit", "<- peak");
        assertThat(result.err()).contains("too little", "Maybe").doesNotContain("\tat ");
        assertThat(CommandRunner.run("analyze", network.toString(), "--sram", "20KB")
                        .exitCode())
                .isZero();
    }
}
