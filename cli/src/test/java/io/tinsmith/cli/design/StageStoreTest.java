package io.tinsmith.cli.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageStoreTest {
    record Fake(int value, List<String> names) {}

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aStageRunsOnceAndIsThenRead() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        StageStore.Work<Fake> work = () -> new Fake(runs.incrementAndGet(), List.of("a"));
        Fake first = new StageStore(directory).getOrRun("fake", Fake.class, work);
        Fake second = new StageStore(directory).getOrRun("fake", Fake.class, work);
        assertThat(runs).hasValue(1);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aFailedStageRunsAgainAndItsForerunnersDoNot() throws Exception {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        for (int attempt = 0; attempt < 2; attempt++) {
            StageStore store = new StageStore(directory);
            store.getOrRun("first", Fake.class, () -> new Fake(first.incrementAndGet(), List.of()));
            try {
                store.getOrRun("second", Fake.class, () -> {
                    if (second.incrementAndGet() == 1) {
                        throw new IOException("killed");
                    }
                    return new Fake(2, List.of());
                });
            } catch (IOException e) {
                assertThat(attempt).isZero();
            }
        }
        assertThat(first).hasValue(1);
        assertThat(second).hasValue(2);
    }

    @Test
    void aHalfWrittenFileIsNeverRead() throws Exception {
        StageStore store = new StageStore(directory);
        Files.writeString(store.path("fake.json.partial"), "{\"val");
        assertThat(store.get("fake", Fake.class)).isEmpty();
    }

    @Test
    void anAlteredFileIsNamed() throws Exception {
        StageStore store = new StageStore(directory);
        Files.writeString(store.path("fake.json"), "{\"val");
        assertThatThrownBy(() -> store.get("fake", Fake.class))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("fake.json", "Maybe");
    }

    @Test
    void clearForgetsEverything() throws Exception {
        StageStore store = new StageStore(directory);
        store.put("fake", new Fake(1, List.of()));
        store.clear();
        assertThat(store.get("fake", Fake.class)).isEmpty();
    }
}
