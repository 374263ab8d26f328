package io.tinsmith.codegen.internal;

import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmResolver;
import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTarget;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The files for TensorFlow Lite for Microcontrollers.
 *
 * @param name of the model, for people
 * @param file of the model
 * @param arena what it takes
 */
public record TflmFiles(String name, byte[] file, TflmModel model, TflmArena arena, String sha256) {
    public TflmFiles {
        name = Identifiers.plain(name);
        if (!arena.complete()) {
            TflmArena.Missing op = arena.missing().get(0);
            throw new IllegalArgumentException("The op " + op.index() + " (" + op.name() + ", " + op.shapes()
                    + ") of subgraph " + op.subgraph() + " has no rule, so that the arena's size is unknown.\n"
                    + op.advice());
        }
    }

    /** By path. */
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        TflmMain main = new TflmMain(name, graph());
        texts.put("main.cc", main.text());
        texts.put("model.cc", template("model.cc").put("BYTES", bytes()).text());
        texts.put("model.h", template("model.h").text());
        texts.put(
                "tflm_ops.h",
                template("tflm_ops.h")
                        .put("REGISTRATION", TflmResolver.registration(model))
                        .text());
        texts.put("README.md", readMe(main));
        return texts;
    }

    private TflmSubgraph graph() {
        return model.subgraphs().get(0);
    }

    private Template template(String file) {
        return Template.of("tflm/" + file)
                .put("MODEL", name)
                .put("MODEL_BYTES", this.file.length)
                .put("SHA256", sha256)
                .put("ARENA_BYTES", arena.smallestBytes())
                .put("REVISION", arena.revision().name())
                .put("DATE", arena.revision().date())
                .put("TARGET", arena.target().text());
    }

    private String readMe(TflmMain main) {
        return template("README.md")
                .put("BUILD", build())
                .put("SENSORS", main.sensors())
                .put("USED_BYTES", arena.usedBytes())
                .put("PLANNED_BYTES", arena.nonPersistentBytes())
                .put("INPUTS", tensors(graph().inputs()))
                .put("OUTPUTS", tensors(graph().outputs()))
                .put("OTHERS", others())
                .put(
                        "OPS",
                        TflmResolver.entries(model).stream()
                                .map(op -> "| " + op.op() + " | " + op.version() + " | " + op.uses() + " |\n")
                                .collect(Collectors.joining())
                                .stripTrailing())
                .text();
    }

    private String build() {
        return arena.target().cmsisNn()
                ? "the kernels of CMSIS-NN (`OPTIMIZED_KERNEL_DIR=cmsis_nn` in its makefile), for "
                        + core(arena.target().extension())
                : "its reference kernels (no `OPTIMIZED_KERNEL_DIR` in its makefile)";
    }

    private static String core(TflmTarget.Extension extension) {
        return switch (extension) {
            case NONE -> "a core without DSP extension";
            case DSP -> "a core with DSP extension";
            case MVE -> "a core with MVE";
        };
    }

    private String tensors(List<Integer> tensors) {
        return tensors.stream()
                .map(t -> graph().tensors().get(t))
                .map(t -> Identifiers.plain(t.name()) + ": " + t.shapeText() + " "
                        + t.type().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("; "));
    }

    private String others() {
        return TflmTarget.all().stream()
                .map(target -> "| " + target.text() + " | "
                        + TflmArena.of(model, target, arena.revision()).smallestBytes() + " |\n")
                .collect(Collectors.joining());
    }

    private String bytes() {
        final int line = 16;
        return IntStream.range(0, file.length)
                .mapToObj(i -> (i % line == 0 ? "\n    " : " ") + HEX[file[i] & 0xFF] + ",")
                .collect(Collectors.joining());
    }

    private static final String[] HEX = IntStream.range(0, 256)
            .mapToObj(i -> String.format(Locale.ROOT, "0x%02x", i))
            .toArray(String[]::new);
}
