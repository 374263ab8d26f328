package io.tinsmith.cli.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.InitialWeights;
import io.tinsmith.training.supernet.SupernetSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupernetStageTest {
    private static final SupernetSpace SPACE = new SupernetSpace(
            1,
            10,
            List.of(16),
            3,
            List.of(8),
            List.of(2),
            List.of(new SupernetSpace.Stage(List.of(8), 2, List.of(3), List.of(2), List.of(1))),
            List.of(16));

    @TempDir
    private Path directory;

    @Test
    void trainsInFiveEpochsWhatTheTimeAllows() {
        // Every network 3 s to start and 0.4 ms an image, 0.6 ms without oneDNN: 0.6 + 0.8 (0.6 + 1.2) = 2.04 ms an
        // image.
        // Twice 3 s to start, and 24 candidates of 2,280 images at 0.2 ms take 11 s.
        long scored = 24 * 2_280;
        double rest = 6 + scored * 0.2e-3;
        TrainingSpeed speed = (graph, images) -> 3 + images * 0.4e-3;

        assertThat(SupernetStage.amounts(rest + 50_001 * 2.04e-3, SPACE, scored, speed, 55_000))
                .isEqualTo(new TrainingAmounts(10_000, 5));
        assertThat(SupernetStage.amounts(rest + 550_001 * 2.04e-3, SPACE, scored, speed, 55_000))
                .isEqualTo(new TrainingAmounts(55_000, 10));
        assertThat(SupernetStage.amounts(1, SPACE, scored, speed, 55_000)).isEqualTo(new TrainingAmounts(2_560, 1));
        assertThat(SupernetStage.amounts(1, SPACE, scored, speed, 500)).isEqualTo(new TrainingAmounts(500, 1));
    }

    @Test
    void theBestAreTheFinalistsAndOfEqualsTheFirst() {
        assertThat(SupernetWork.Ranking.of(List.of(0.5, 0.9, 0.7, 0.9, 0.8, 0.1))
                        .best())
                .containsExactly(1, 3, 4, 2);
    }

    @Test
    void whatIsInheritedIsKept() throws IOException {
        StageStore store = new StageStore(directory);
        float[] values = {1.5f, -0.1f, Float.MIN_VALUE, 3e38f};
        assertThat(SupernetStage.inherited(store, 1)).isEmpty();
        store.put(SupernetStage.inheritedName(1), new SupernetStage.Inherited(0.75, new InitialWeights(values)));

        SupernetStage.Inherited kept = SupernetStage.inherited(store, 1).orElseThrow();
        assertThat(kept.accuracy()).isEqualTo(0.75);
        assertThat(kept.weights().values()).containsExactly(values);
    }

    @Test
    void theWorkPassesTheFileToTheOtherProcess() throws IOException {
        SupernetWork work = new SupernetWork(
                new DataSource("digits", DatasetOptions.standard()),
                SPACE,
                List.of(SPACE.largest(), SPACE.smallest()),
                new TrainingAmounts(2_560, 3),
                7);
        assertThat(ReportJson.read(ReportJson.write(work), SupernetWork.class)).isEqualTo(work);
        assertThat(work.images()).isEqualTo(3 * 2_560 + 2 * 1_000);
    }

    @Test
    void progressOfTheOtherProcessIsShown() {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        List<String> shown = new ArrayList<>();
        try (Progress lines = new SupernetProcess.Lines(new PrintStream(sent, true, StandardCharsets.UTF_8))) {
            lines.to(12);
            lines.note("epoch 1/2 loss 0.5");
            lines.milestone("epoch 1/2: loss 0.4");
        }
        Progress progress = new Progress() {
            @Override
            public void to(long done) {
                shown.add("to " + done);
            }

            @Override
            public void note(String text) {
                shown.add("note " + text);
            }

            @Override
            public void milestone(String text) {
                shown.add("milestone " + text);
            }

            @Override
            public void close() {}
        };
        sent.toString(StandardCharsets.UTF_8).lines().forEach(line -> SupernetProcess.Lines.relay(line, progress));
        SupernetProcess.Lines.relay("", progress);
        SupernetProcess.Lines.relay("A library speaks.", progress);

        assertThat(shown).containsExactly("to 12", "note epoch 1/2 loss 0.5", "milestone epoch 1/2: loss 0.4");
    }
}
