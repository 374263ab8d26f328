package io.tinsmith.codegen.internal;

import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Rounding;
import io.tinsmith.targets.Core;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Linked sizes of the parts of a firmware for one core, in bytes: a line of {@code code-sizes.txt} is {@code core rounding
 * part bytes}. A part is an object of the runtime or of the C library ({@code tns_conv_row}, {@code memcpy}); {@code
 * port.FAMILY}, all that no model changes; {@code layer}, {@code row}, {@code move} or {@code stream}, generated code and
 * tables for one; {@code stack}, the deepest path but for columns and the arrays of streams; {@code stack.move}, with moves; {@code stack.speed},
 * of kernels compiled for speed, whose frames are larger.
 *
 * @param parts bytes by name
 */
public record CodeSizes(Map<String, Long> parts) {
    static final String PORT = "port.";

    /** Registers that the function which runs the model may save more than those of the programs measured. */
    private static final int MARGIN_BYTES = 64;

    public CodeSizes {
        parts = Map.copyOf(parts);
    }

    /**
     * The sizes for a core.
     */
    public static CodeSizes of(Core core, Rounding rounding) {
        Core like = core == Core.CORTEX_M0 ? Core.CORTEX_M0PLUS : core;
        // The runtime has no kernels that round as FLOAT.
        String key = like.gccName() + " " + (rounding == Rounding.SINGLE ? "SINGLE" : "DOUBLE");
        return Objects.requireNonNull(Tables.ALL.get(key), key);
    }

    /** All lines, as sizes by {@code "core rounding"}. */
    static Map<String, CodeSizes> parse(String text) {
        Map<String, Map<String, Long>> parts = new TreeMap<>();
        for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
            String[] cells = line.split(" ", -1);
            if (cells.length != 4 || !cells[3].matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException("The line (" + line + ") is not: core rounding part bytes.");
            }
            parts.computeIfAbsent(cells[0] + " " + cells[1], k -> new TreeMap<>())
                    .put(cells[2], Long.parseLong(cells[3]));
        }
        Map<String, CodeSizes> sizes = new TreeMap<>();
        parts.forEach((key, value) -> sizes.put(key, new CodeSizes(value)));
        return sizes;
    }

    /** Flash of a firmware without weights, biases and their tables. */
    public long codeBytes(ModelParts model, KernelPaths paths, String portFamily) {
        Long fixed = parts.get(PORT + portFamily);
        long sum = fixed != null ? fixed : largestPort();
        for (String name : objects(model.kernels(), paths)) {
            sum += part(name);
        }
        return sum
                + part("layer") * model.layers()
                + part("row") * model.rows()
                + part("move") * model.moves()
                + part("stream") * model.streams()
                + model.constantBytes();
    }

    /** What is linked for these functions: their objects, and those that they need. */
    private static Set<String> objects(Set<String> kernels, KernelPaths paths) {
        Set<String> objects = new TreeSet<>(kernels);
        RuntimeFiles.of(kernels, paths.unlinked()).stream()
                .filter(file -> file.endsWith(".c"))
                .map(RuntimeFiles::name)
                .forEach(objects::add);
        return objects;
    }

    /** Stack to reserve for a model whose kernels gather columns in {@code columnBytes}. */
    public long stackBytes(ModelParts model, Optimize optimize, int columnBytes) {
        long path = part(model.moves() > 0 ? "stack.move" : "stack");
        if (optimize == Optimize.SPEED) {
            path += Math.max(0, part("stack.speed") - part("stack"));
        }
        return (path + MARGIN_BYTES + model.streamArrayBytes() + columnBytes + 7) / 8 * 8;
    }

    /** A part that was not measured, such as a kernel that is newer than the table, counts as nothing. */
    private long part(String name) {
        return parts.getOrDefault(name, 0L);
    }

    private long largestPort() {
        return parts.entrySet().stream()
                .filter(e -> e.getKey().startsWith(PORT))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /** Read once, when first asked for. */
    private static final class Tables {
        static final Map<String, CodeSizes> ALL = parse(read());

        private static String read() {
            try (InputStream in = CodeSizes.class.getResourceAsStream("/io/tinsmith/codegen/code-sizes.txt")) {
                return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
