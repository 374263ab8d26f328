package io.tinsmith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.cli.report.ScoreReport;
import io.tinsmith.search.SpaceFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {
    @TempDir
    private Path directory;

    @Test
    void scoresAndNarrows() throws IOException {
        Path narrow = directory.resolve("narrow.yaml");
        Path json = directory.resolve("score.json");
        Path html = directory.resolve("score.html");
        CommandRunner.Result result = CommandRunner.run(
                "score",
                "--space",
                "residual-32",
                "--channels",
                "3",
                "--samples",
                "150",
                "--narrow",
                narrow.toString(),
                "--json",
                json.toString(),
                "--html",
                html.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("residual-32 r32 w1.25", "Narrowed", "stage 1 depth");

        ScoreReport report = ReportJson.read(Files.readString(json), ScoreReport.class);
        assertThat(report.spaces()).hasSize(4);
        ScoreReport.Narrowed narrowed = Objects.requireNonNull(report.narrowed());
        assertThat(narrowed.after().space().score())
                .isGreaterThan(narrowed.before().space().score());
        assertThat(Files.readString(html)).contains("The best space, narrowed", "<svg");
        assertThat(SpaceFamilies.parse("narrow.yaml", Files.readString(narrow)).members(3, 10))
                .singleElement()
                .satisfies(s -> assertThat(s.size().toString())
                        .isEqualTo(narrowed.after().networks()));
    }

    @Test
    void saysWhenNothingFits() {
        CommandRunner.Result result = CommandRunner.run("score", "--sram", "2KB", "--samples", "20");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DOES_NOT_FIT);
        assertThat(result.err()).contains("None of the 20 samples", "Maybe raise --sram");
    }

    @Test
    void tooFewToNarrowAreStillScored() {
        Path file = directory.resolve("narrow.yaml");
        CommandRunner.Result result = CommandRunner.run("score", "--samples", "20", "--narrow", file.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DOES_NOT_FIT);
        assertThat(result.out()).contains("mobile-tiny r28");
        assertThat(result.err()).contains("too few to say what to drop");
        assertThat(file).doesNotExist();
    }

    @Test
    void onlyChainsAreNarrowed() {
        Path file = directory.resolve("narrow.yaml");
        CommandRunner.Result result =
                CommandRunner.run("score", "--space", "cell-tiny", "--samples", "20", "--narrow", file.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("only chains of blocks can");
        assertThat(file).doesNotExist();
        assertThat(CommandRunner.run("score", "--samples", "1").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(CommandRunner.run("score", "--space", "none").exitCode()).isEqualTo(ExitCodes.USAGE);
    }
}
