package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.Schedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The serial protocol on the host, under AddressSanitizer and UndefinedBehaviorSanitizer. */
class ProtocolHostIT {
    @TempDir
    private Path directory;

    /** The bytes of all tensors, one after the other. */
    @Test
    void takesSeveralInputsAndGivesSeveralOutputs() throws Exception {
        Graph graph = TestGraphs.severalEnds(3);
        Firmware firmware = HostBuild.generate(graph, directory);
        Path program = compile(firmware, graph);
        byte[] input = TestGraphs.randomInput(graph, new SplittableRandom(4));
        byte[] output = Interpreters.int8(graph).run(new TensorData.Int8(input)).int8();
        String hex = HexFormat.of().formatHex(input);
        int size = input.length;
        assertThat(size).isEqualTo(12 * 10 * 5 + 5);

        List<String> lines = talk(
                program,
                "db load " + size + "%db " + hex.substring(0, 2 * 400) + "%tns in%db " + hex.substring(2 * 400) + "%",
                "tns in%db print%tns paint%infer 1 0%tns out%results%tns mem%");

        assertThat(lines)
                .containsSubsequence(
                        "m-tns-in-[400," + crc(Arrays.copyOf(input, 400)) + "]",
                        "m-load-done",
                        "m-tns-in-[605," + crc(input) + "]",
                        "m-buffer-" + HexFormat.ofDelimiter("-").formatHex(input),
                        "m-tns-out-[" + HexFormat.of().formatHex(output) + "," + crc(output) + "]");
        String results = lines.stream()
                .filter(l -> l.startsWith("m-results-["))
                .reduce((a, b) -> b)
                .orElseThrow();
        String[] reals =
                results.substring("m-results-[".length(), results.length() - 1).split(",");
        int at = 0;
        for (int tensor : graph.outputs()) {
            Quantization q = graph.tensor(tensor).requireQuantization();
            for (int i = 0; i < graph.tensor(tensor).bytes(); i++, at++) {
                assertThat(Double.parseDouble(reals[at]))
                        .isCloseTo(q.scale() * (output[at] - q.zeroPoint()), within(0.001));
            }
        }
        assertThat(reals).hasSize(at);
    }

    @Test
    void answersEachCommand() throws Exception {
        Graph graph = TestGraphs.dense(3);
        Firmware firmware = HostBuild.generate(graph, directory);
        Path program = compile(firmware, graph);
        byte[] input = {1, -2, 3, -4, 5, -128};
        TensorData output = Interpreters.int8(graph).run(new TensorData.Int8(input));

        List<String> lines = talk(
                program,
                "name%profile%\r\ntimestamp%nonsense%results%",
                "db load 7%db 01%db load 6%db 0%db 01fe03 fc05%db 7%db 80%db 00%db print%",
                "tns id%tns in%tns mem%tns paint%infer 1 0%tns out%tns mem%tns ops%tns clock%infer 2 1%infer 0 0%",
                "infer x%a command that is longer than any which the device knows%help%");

        assertThat(lines)
                .containsSubsequence(
                        "m-init-done",
                        "m-ready",
                        "m-name-dut-[tinsmith]",
                        "m-ready",
                        "m-profile-[ULPMark for tinyML Firmware V0.0.1]",
                        "m-model-[dense]",
                        "m-ready",
                        "e-[Unknown command]",
                        "m-ready",
                        "e-[No inference yet]",
                        "m-ready",
                        "e-[The input takes 6 bytes]",
                        "m-ready",
                        "e-[Say db load N first]",
                        "m-ready",
                        "m-[Expecting 6 bytes]",
                        "m-ready",
                        "e-[Not hex digits in pairs, or more than were announced]",
                        "m-ready",
                        "m-[Have 5 bytes]",
                        "m-ready",
                        "e-[Not hex digits in pairs, or more than were announced]",
                        "m-ready",
                        "m-[Have 6 bytes]",
                        "m-load-done",
                        "m-ready",
                        "e-[Not hex digits in pairs, or more than were announced]",
                        "m-ready",
                        "m-buffer-01-fe-03-fc-05-80",
                        "m-ready",
                        "m-tns-id-[" + HostBuild.SHA + ",1,host,double,256]",
                        "m-ready",
                        "m-tns-in-[6," + crc(input) + "]",
                        "m-ready")
                .containsSubsequence(
                        "m-tns-mem-[arena=" + firmware.arenaBytes()
                                + ",arena_used=-1,statics=1,stack_reserved=2,stack_used=3]",
                        "m-tns-paint-done",
                        "m-warmup-start-0",
                        "m-warmup-done",
                        "m-infer-start-1",
                        "m-infer-done",
                        "m-tns-out-[" + hex(output) + "," + crc(((TensorData.Int8) output).values()) + "]",
                        "m-tns-mem-[arena=" + firmware.arenaBytes() + ",arena_used=" + firmware.arenaBytes()
                                + ",statics=1,stack_reserved=2,stack_used=3]",
                        "m-tns-op-[0,y,1]",
                        "m-ready",
                        "m-tns-clock-[4,1000]",
                        "m-warmup-start-1",
                        "m-infer-start-2",
                        "e-[infer takes a number of runs of at least 1, then a number of warm-ups]",
                        "m-ready",
                        "e-[infer takes a number of runs of at least 1, then a number of warm-ups]",
                        "m-ready",
                        "e-[The command is too long]",
                        "m-ready");
        assertThat(lines).last().isEqualTo("m-ready");
    }

    @Test
    void servesAnInputByRows() throws Exception {
        Graph graph = TestGraphs.picture(5);
        Schedule schedule = HostBuild.planByRows(graph);
        assertThat(schedule.inputByRows()).isTrue();
        Firmware firmware = HostBuild.generate(schedule, directory);
        Path program = compile(firmware, graph);
        byte[] input = TestGraphs.randomInput(graph, new SplittableRandom(3));
        String output = hex(Interpreters.int8(graph).run(new TensorData.Int8(input)));
        String memory = "m-tns-mem-[arena=" + firmware.arenaBytes() + ",arena_used=";

        List<String> lines = talk(
                program,
                "db load " + input.length + "%db " + HexFormat.of().formatHex(input) + "%db print%tns in%",
                "tns paint%infer 2 1%tns out%tns in%tns mem%tns ops%");

        assertThat(lines)
                .containsSubsequence(
                        "m-load-done",
                        "m-buffer-" + HexFormat.ofDelimiter("-").formatHex(input),
                        "m-tns-in-[" + input.length + "," + crc(input) + "]",
                        "m-tns-paint-done",
                        "m-infer-done",
                        "m-tns-in-[" + input.length + "," + crc(input) + "]");
        assertThat(lines).anyMatch(line -> line.startsWith("m-tns-out-[" + output + ","));
        assertThat(lines.stream().filter(line -> line.startsWith(memory)))
                .hasSize(1)
                .first()
                .extracting(line -> line.substring(memory.length(), line.indexOf(",statics")))
                .satisfies(used ->
                        assertThat(Schedule.aligned(Long.parseLong(used))).isEqualTo(schedule.arenaBytes()));
        // The clock of this port ticks once a call: one tick for each of 21 rows.
        assertThat(lines).contains("m-tns-op-[" + graph.ops().size() + ",input,21]");
    }

    @Test
    void resultsAreDequantizedWithThreeDecimals() throws Exception {
        Graph graph = TestGraphs.dense(3);
        Firmware firmware = HostBuild.generate(graph, directory);
        Path program = compile(firmware, graph);
        byte[] input = {1, -2, 3, -4, 5, -128};
        byte[] output = ((TensorData.Int8) Interpreters.int8(graph).run(new TensorData.Int8(input))).values();
        float scale = graph.output().requireQuantization().scale();
        int zeroPoint = graph.output().requireQuantization().zeroPoint();

        String line = talk(program, "db load 6%db 01fe03fc0580%infer 1 0%").stream()
                .filter(l -> l.startsWith("m-results-["))
                .findFirst()
                .orElseThrow();

        String[] values =
                line.substring("m-results-[".length(), line.length() - 1).split(",", -1);
        assertThat(values).hasSize(output.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).matches("-?\\d+\\.\\d{3}");
            double real = scale * (double) (output[i] - zeroPoint);
            assertThat(Double.parseDouble(values[i])).isBetween(real - 0.000501, real + 0.000501);
        }
    }

    private static Path compile(Firmware firmware, Graph graph) throws Exception {
        return HostBuild.compile(firmware, graph, "host_port.c", "model", "runtime", "app");
    }

    private List<String> talk(Path program, String... commands) throws Exception {
        byte[] bytes = String.join("", commands).getBytes(StandardCharsets.US_ASCII);
        return Commands.run(directory, bytes, List.of(program.toString()))
                .output()
                .lines()
                .toList();
    }

    private static String hex(TensorData data) {
        return HexFormat.of().formatHex(((TensorData.Int8) data).values());
    }

    private static String crc(byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
