package io.tinsmith.codegen.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.Commands;
import io.tinsmith.codegen.internal.WeightOrder;
import io.tinsmith.firmware.FirmwareResources;
import io.tinsmith.graph.Rounding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs of random cases for one target and rounding, one for each kind; they share the compiled runtime. */
final class CaseProgram {
    private static final String HOST = "host";
    private static final int CASES_OF_A_UNIT = 250;
    private static final Path C_TESTS = Path.of("..", "firmware-templates", "src", "test", "c")
            .toAbsolutePath()
            .normalize();

    private final Path directory;
    private final String target;
    private final Variant variant;

    private CaseProgram(Path directory, String target, Variant variant) throws IOException {
        this.directory = directory;
        this.target = target;
        this.variant = variant;
        Path runtime = Files.createDirectories(directory.resolve("runtime"));
        for (String name : FirmwareResources.list("runtime")) {
            Files.writeString(runtime.resolve(Path.of(name).getFileName()), FirmwareResources.read(name));
        }
        for (String resource : List.of("kernel_cases.c", "kernel_cases.h", "kernel_cases.mk")) {
            try (InputStream in = CaseProgram.class.getResourceAsStream(resource)) {
                Files.write(directory.resolve(resource), in.readAllBytes());
            }
        }
    }

    /** For the host, under the sanitizers. */
    static CaseProgram host(Path directory, Rounding rounding, WeightOrder order) throws IOException {
        return new CaseProgram(directory, HOST, new Variant(rounding, order, false));
    }

    /** For an emulated core, as the C tests of the runtime name it. */
    static CaseProgram device(Path directory, String core, Rounding rounding, WeightOrder order) throws IOException {
        return new CaseProgram(directory, core, new Variant(rounding, order, true));
    }

    /** Compiles the cases with these numbers and runs them; returns what the program prints. */
    String run(CaseKind kind, int first, int count) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(directory.resolve(kind.name()));
        StringBuilder table = new StringBuilder("#include \"kernel_cases.h\"\n");
        List<String> units = new ArrayList<>();
        for (int from = first; from < first + count; from += CASES_OF_A_UNIT) {
            CaseUnit unit = new CaseUnit();
            for (int i = from; i < Math.min(from + CASES_OF_A_UNIT, first + count); i++) {
                unit.add(KernelCase.of(kind, i, variant));
            }
            Files.writeString(folder.resolve("unit_" + units.size() + ".c"), unit.text(units.size()));
            table.append("extern const kernel_case cases_").append(units.size()).append("[];\n");
            units.add("cases_" + units.size());
        }
        table.append("extern const kernel_case *const case_units[];\nconst kernel_case *const case_units[] = {");
        Files.writeString(
                folder.resolve("table.c"),
                table.append(String.join(", ", units)).append(", 0};\n"));
        Commands.Result make = make(kind, "cases");
        assertThat(make.output()).isEmpty();
        assertThat(make.exitCode()).isZero();
        String output = target.equals(HOST)
                ? Commands.run(directory, folder.resolve("cases").toString()).output()
                : make(kind, "emulate").output();
        delete(folder);
        return output;
    }

    private Commands.Result make(CaseKind kind, String goal) throws IOException, InterruptedException {
        return Commands.run(
                directory,
                "make",
                "-s",
                "-j2",
                "-f",
                "kernel_cases.mk",
                "KIND=" + kind.name(),
                "TARGET=" + target,
                "ROUNDING=" + variant.rounding(),
                "QUADS=" + (variant.order() == WeightOrder.QUADS ? 1 : 0),
                "C_TESTS=" + C_TESTS,
                kind.name() + "/" + goal);
    }

    /** Thousands of cases take gigabytes. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
