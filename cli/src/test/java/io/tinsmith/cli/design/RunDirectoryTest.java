package io.tinsmith.cli.design;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.training.DatasetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void aRunGoesOnWithTheSameFilesOnly() throws IOException {
        RunDirectory.open(job("1111"), false).close();

        assertThatCode(() -> RunDirectory.check(job("1111"), true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> RunDirectory.check(job("2222"), true))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("started with other options")
                .hasMessageContaining("my.yaml=1111")
                .hasMessageContaining("Maybe");
    }

    private DesignJob job(String sha256) {
        Board board = Boards.byName("netduino-plus-2");
        return new DesignJob(
                board,
                new MemoryBudget(100_000, 256_000),
                Optional.empty(),
                LatencyModel.of(board, Optimize.BALANCED),
                new DataSource("fashion-mnist", DatasetOptions.standard()),
                "my.yaml",
                DesignStrategy.EVOLUTION,
                CandidateAccuracy.PROXY,
                List.of("capacity"),
                Moves.of(Fusion.FUSED),
                0,
                Duration.ofMinutes(6),
                1,
                directory,
                200,
                Map.of("my.yaml", sha256));
    }
}
