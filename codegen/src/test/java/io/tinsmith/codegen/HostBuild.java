package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Boards;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Builds generated firmware for the host, with the sanitizers on. */
final class HostBuild {
    static final String SHA = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private HostBuild() {}

    static Schedule plan(Graph graph) {
        return MemoryPlanner.plan(graph, PlannerOptions.thorough());
    }

    static Schedule planFused(Graph graph) {
        return MemoryPlanner.plan(graph, PlannerOptions.thorough().with(Fusion.FUSED));
    }

    static Schedule planByRows(Graph graph) {
        return MemoryPlanner.plan(graph, PlannerOptions.thorough().withInputByRows());
    }

    static Firmware generate(Graph graph, Path directory) throws IOException {
        return generate(plan(graph), directory);
    }

    static Firmware generate(Schedule schedule, Path directory) throws IOException {
        return FirmwareGenerator.generate(
                schedule, Boards.byName("netduino-plus-2"), FirmwareOptions.of(SHA), directory);
    }

    /** Compiles the C files of some folders and one from the test resources; returns the program. */
    static Path compile(Firmware firmware, Graph graph, String resource, String... folders)
            throws IOException, InterruptedException {
        Path main = firmware.directory().resolve(resource);
        try (InputStream in = HostBuild.class.getResourceAsStream(resource)) {
            Files.write(main, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(
                "gcc",
                "-std=c99",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Wpedantic",
                "-Wconversion",
                "-Werror",
                "-fsanitize=address,undefined",
                "-fno-sanitize-recover=all",
                "-Imodel",
                "-Iruntime",
                "-Iapp",
                "-Iport",
                "-DTNS_BOARD=\"host\"",
                "-DTNS_ROUNDING=TNS_ROUNDING_" + graph.rounding().name(),
                "-DTNS_WEIGHT_QUADS=1",
                resource));
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(firmware.directory().resolve(folder))) {
                files.map(file -> folder + "/" + file.getFileName())
                        .filter(file -> file.endsWith(".c") && !file.endsWith("tns_selftest.c"))
                        .sorted()
                        .forEach(command::add);
            }
        }
        if (List.of(folders).contains("app")) {
            command.add("-DTNS_PROFILE");
        }
        command.addAll(List.of("-o", "host"));
        Commands.Result result = Commands.run(firmware.directory(), new byte[0], command);
        assertThat(result.output()).isEmpty();
        assertThat(result.exitCode()).isZero();
        return firmware.directory().resolve("host").toAbsolutePath();
    }
}
