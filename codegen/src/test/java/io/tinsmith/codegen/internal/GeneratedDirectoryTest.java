package io.tinsmith.codegen.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedDirectoryTest {
    private static final String MARK = "model/tns_model.h";

    @TempDir
    private Path parent;

    @Test
    void sourcesAreReplacedAndBuildOutputsStay() throws IOException {
        Path out = parent.resolve("firmware");
        write(out, MARK, "runtime/old.c");
        Files.createDirectories(out.resolve("build"));
        Files.writeString(out.resolve("build/old.o"), "");

        write(out, MARK, "runtime/new.c");

        assertThat(out.resolve("runtime/old.c")).doesNotExist();
        assertThat(out.resolve("runtime/new.c")).hasContent("runtime/new.c");
        assertThat(out.resolve("build/old.o")).exists();
        assertThat(out.resolve(".partial")).doesNotExist();
    }

    @Test
    void whatCannotBeWrittenLeavesTheDirectoryAsItWas() throws IOException {
        Path out = parent.resolve("firmware");
        assertThatThrownBy(() -> write(out, MARK, "model/tns_model.h/impossible"))
                .isInstanceOf(IOException.class);
        assertThat(out).doesNotExist();

        write(out, MARK, "runtime/old.c");
        assertThatThrownBy(() -> write(out, MARK, "runtime/new.c", "model/tns_model.h/impossible"))
                .isInstanceOf(IOException.class);
        assertThat(out.resolve("runtime/old.c")).exists();
        assertThat(out.resolve("runtime/new.c")).doesNotExist();
        assertThat(out.resolve(".partial")).doesNotExist();
    }

    @Test
    void directoryThatAKilledRunLeftIsWrittenAnew() throws IOException {
        Files.createDirectories(parent.resolve(".partial/model"));
        Files.writeString(parent.resolve(".partial/half.c"), "");

        write(parent, MARK);

        assertThat(parent.resolve(MARK)).exists();
        assertThat(parent.resolve("half.c")).doesNotExist();
    }

    @Test
    void foreignDirectoryIsLeftAlone() throws IOException {
        Files.writeString(parent.resolve("thesis.tex"), "");

        assertThatThrownBy(() -> GeneratedDirectory.of(parent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty")
                .hasMessageContaining("Maybe");
    }

    @Test
    void fileIsNoDirectory() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> GeneratedDirectory.of(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a file")
                .hasMessageContaining("Maybe");
    }

    /** Each file holds its own name. */
    private static void write(Path out, String... names) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, name.getBytes(StandardCharsets.UTF_8));
        }
        GeneratedDirectory.of(out).replace(files);
    }
}
