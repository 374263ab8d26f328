package io.tinsmith.benchmarks;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.codegen.tflite.TflmReader;
import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmRevision;
import io.tinsmith.memory.tflm.TflmTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The predicted arenas of TFLite Micro, beside those that were measured on the MLPerf Tiny models. */
@Command(
        name = "tflm-arena",
        description = "Predicts the arena of TFLite Micro for models, beside measured figures of MLPerf Tiny's.",
        mixinStandardHelpOptions = true)
final class TflmArenaTable implements Runnable {
    private static final String MEASURED = "tflm-arena.csv";
    private static final List<TflmTarget> TARGETS = List.of(
            new TflmTarget(TflmTarget.Kernels.REFERENCE, TflmTarget.Extension.DSP),
            new TflmTarget(TflmTarget.Kernels.CMSIS_NN, TflmTarget.Extension.DSP),
            new TflmTarget(TflmTarget.Kernels.CMSIS_NN, TflmTarget.Extension.MVE));

    @Parameters(paramLabel = "DIRECTORY", description = "Holds .tflite files.")
    private Path directory = Path.of("");

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Override
    public void run() {
        Map<String, String[]> measured = measured();
        TextTable table = new TextTable(
                "model", "kernels", "#non-persistent", "#measured", "#used", "#measured", "#smallest", "#measured");
        List<String> refused = new ArrayList<>();
        for (Path file : models()) {
            try {
                TARGETS.forEach(target -> row(table, file, target, measured));
            } catch (IllegalArgumentException e) {
                refused.add(file.getFileName() + ": " + e.getMessage());
            }
        }
        console.lines(table.lines());
        console.lines(refused);
    }

    /** @throws IllegalArgumentException if TFLite Micro refuses the model */
    private static void row(TextTable table, Path file, TflmTarget target, Map<String, String[]> measured) {
        TflmArena arena = TflmArena.of(read(file), target, TflmRevision.newest());
        String[] known = measured.getOrDefault(key(file, target), new String[] {"", "", ""});
        table.row(
                String.valueOf(file.getFileName()),
                target.describe() + (arena.complete() ? "" : ", incomplete"),
                text(arena.nonPersistentBytes()),
                known[0],
                text(arena.usedBytes()),
                known[1],
                text(arena.smallestBytes()),
                known[2]);
    }

    private List<Path> models() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".tflite"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The directory (" + directory + ") cannot be read.\nMaybe check its path.", e);
        }
    }

    private static TflmModel read(Path file) {
        try {
            return TflmReader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file (" + file + ") cannot be read.\nMaybe check its rights.", e);
        }
    }

    private static String key(Path file, TflmTarget target) {
        return file.getFileName() + "," + target.describe().replace(", ", " ");
    }

    /** Bytes by model and kernels: non-persistent, used, smallest. */
    private static Map<String, String[]> measured() {
        try (InputStream in = TflmArenaTable.class.getResourceAsStream(MEASURED)) {
            if (in == null) {
                throw new IllegalStateException("The resource (" + MEASURED + ") is missing from Tinsmith itself.");
            }
            Map<String, String[]> all = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] cells = line.split(",", -1);
                        all.put(cells[0] + "," + cells[1], new String[] {
                            text(Long.parseLong(cells[2])),
                            text(Long.parseLong(cells[3])),
                            text(Long.parseLong(cells[4]))
                        });
                    });
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("The resource (" + MEASURED + ") can't be read.", e);
        }
    }

    private static String text(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
