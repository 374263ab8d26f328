package io.tinsmith.cli.design;

import com.fasterxml.jackson.core.JacksonException;
import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.report.ReportJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the result of each stage in a directory, so that a stopped run can go on. A file is there whole or not at all:
 * it is written beside its place and moved into it.
 */
public final class StageStore {
    private static final String FOLDER = "state";

    private final Path directory;

    /** A stage's work. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    public StageStore(Path directory) {
        this.directory = directory;
    }

    /** The result kept under {@code name}, or that of {@code work}, which is then kept. */
    public <T> T getOrRun(String name, Class<T> type, Work<T> work) throws IOException, InterruptedException {
        Optional<T> kept = get(name, type);
        if (kept.isPresent()) {
            return kept.get();
        }
        T result = work.run();
        put(name, result);
        return result;
    }

    public <T> Optional<T> get(String name, Class<T> type) throws IOException {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReportJson.read(Files.readString(file), type));
        } catch (JacksonException e) {
            throw new CommandException(
                    "The file (" + file + ") of the stopped run cannot be read.\n"
                            + "Maybe it was altered: start again without --resume.",
                    e);
        }
    }

    /** Of the run. */
    Path directory() {
        return directory;
    }

    public boolean holds(String name) {
        return Files.exists(file(name));
    }

    public void put(String name, Object result) throws IOException {
        write(file(name), ReportJson.write(result).getBytes(StandardCharsets.UTF_8));
    }

    /** A file for a stage's own use, such as a training's checkpoint. */
    public Path path(String name) throws IOException {
        Files.createDirectories(directory.resolve(FOLDER));
        return directory.resolve(FOLDER).resolve(name);
    }

    /** Forgets every result, but not the files named. */
    public void clear(String... keep) throws IOException {
        Path folder = directory.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(f -> !List.of(keep).contains(f.getFileName().toString()))
                        .toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Writes a file whole or not at all. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            Files.write(partial, bytes);
        } catch (IOException e) {
            // As on a full disk, where what came through would be in the way.
            Files.deleteIfExists(partial);
            throw e;
        }
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path file(String name) {
        return directory.resolve(FOLDER).resolve(name + ".json");
    }
}
