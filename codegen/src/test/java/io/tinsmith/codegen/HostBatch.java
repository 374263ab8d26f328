package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.internal.ModelWriter;
import io.tinsmith.codegen.internal.WeightOrder;
import io.tinsmith.firmware.FirmwareResources;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Many models of one rounding in one host program, under the sanitizers. Each model is a translation unit of its own, whose
 * global names get its number; the runtime is compiled once.
 */
final class HostBatch {
    private static final int INPUTS = 2;
    private static final List<String> GLOBALS =
            List.of("tns_arena", "tns_op_names", "tns_model_init", "tns_model_invoke");

    private final Path directory;
    private final Rounding rounding;
    private final WeightOrder order;
    private final List<String> units = new ArrayList<>();

    HostBatch(Path directory, Rounding rounding, WeightOrder order) throws IOException {
        this.order = order;
        this.directory = Files.createDirectories(directory);
        this.rounding = rounding;
    }

    /** Adds a model and what the interpreter computes for inputs from {@code random}. */
    void add(Schedule schedule, SplittableRandom random) throws IOException {
        Graph graph = schedule.graph();
        ModelWriter.check(schedule);
        ModelWriter writer = new ModelWriter(schedule, order, Kernels.COLUMN_BYTES, HostBuild.SHA);
        Interpreter interpreter = Interpreters.int8(graph);
        StringBuilder inputs = new StringBuilder();
        StringBuilder outputs = new StringBuilder();
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = TestGraphs.randomInput(graph, random);
            append(inputs, input);
            append(outputs, ((TensorData.Int8) interpreter.run(new TensorData.Int8(input))).values());
        }
        int number = units.size();
        StringBuilder text = new StringBuilder();
        GLOBALS.forEach(name -> text.append("#define ")
                .append(name)
                .append(' ')
                .append(name)
                .append('_')
                .append(number)
                .append('\n'));
        text.append(writer.header()).append(writer.source().replace("#include \"tns_model.h\"", ""));
        text.append("#include \"host_batch.h\"\nstatic const int8_t inputs[] = {")
                .append(inputs)
                .append("};\nstatic const int8_t outputs[] = {")
                .append(outputs)
                .append(
                        "};\nstatic int init(void) {\n    return tns_model_init();\n}\nextern const host_case host_case_")
                .append(number)
                .append(";\nconst host_case host_case_")
                .append(number)
                .append(" = {init, tns_model_invoke, tns_arena, TNS_ARENA_BYTES, TNS_INPUT_OFFSET, TNS_INPUT_BYTES,\n")
                .append("    TNS_OUTPUT_OFFSET, TNS_OUTPUT_BYTES, ")
                .append(INPUTS)
                .append(", inputs, outputs};\n");
        String unit = "model_" + number + ".c";
        Files.writeString(directory.resolve(unit), text);
        units.add(unit);
    }

    private static void append(StringBuilder text, byte[] values) {
        for (byte value : values) {
            text.append(value).append(',');
        }
    }

    /** Compiles all and runs them; returns what the program prints. */
    String run() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("#include <stddef.h>\n#include \"host_batch.h\"\n");
        for (int i = 0; i < units.size(); i++) {
            table.append("extern const host_case host_case_").append(i).append(";\n");
        }
        table.append("extern const host_case *const host_cases[];\nconst host_case *const host_cases[] = {\n");
        for (int i = 0; i < units.size(); i++) {
            table.append("    &host_case_").append(i).append(",\n");
        }
        Files.writeString(directory.resolve("table.c"), table.append("    NULL};\n"));
        for (String resource : List.of("host_batch.c", "host_batch.h", "host_batch.mk")) {
            try (InputStream in = HostBatch.class.getResourceAsStream(resource)) {
                Files.write(directory.resolve(resource), in.readAllBytes());
            }
        }
        Path runtime = Files.createDirectories(directory.resolve("runtime"));
        for (String name : FirmwareResources.list("runtime")) {
            Files.writeString(runtime.resolve(Path.of(name).getFileName()), FirmwareResources.read(name));
        }
        Commands.Result make = Commands.run(
                directory,
                "make",
                "-s",
                "-j2",
                "-f",
                "host_batch.mk",
                "ROUNDING=" + rounding.name(),
                "QUADS=" + (order == WeightOrder.QUADS ? 1 : 0));
        assertThat(make.output()).isEmpty();
        assertThat(make.exitCode()).isZero();
        return Commands.run(
                        directory, directory.resolve("batch").toAbsolutePath().toString())
                .output();
    }
}
