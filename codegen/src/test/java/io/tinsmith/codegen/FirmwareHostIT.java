package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.RandomSchedules;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated C on the host, under AddressSanitizer and UndefinedBehaviorSanitizer, against the int8 interpreter. */
class FirmwareHostIT {
    private static final int INPUTS = 50;
    private static final Set<RandomSchedules.Move> MOVES =
            EnumSet.complementOf(EnumSet.of(RandomSchedules.Move.INPUT_BY_ROWS));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = Rounding.class,
            names = {"DOUBLE", "SINGLE"})
    void generatedCodeEqualsTheInterpreter(Rounding rounding) throws Exception {
        Graph graph = TestGraphs.invertedResidual(7).withRounding(rounding);
        List<String> expected = checkAgainstInterpreter(graph, HostBuild.plan(graph), INPUTS);

        assertThat(expected.stream().distinct().count())
                .as("outputs that differ")
                .isGreaterThan(INPUTS / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void streamsEqualTheInterpreter(long seed) throws Exception {
        Graph graph = TestGraphs.random(seed).withRounding(seed % 2 == 0 ? Rounding.SINGLE : Rounding.DOUBLE);
        checkAgainstInterpreter(
                graph, RandomSchedules.random(graph, new SplittableRandom(seed), MOVES, seed % 3 == 0), 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void plannedStreamsEqualTheInterpreter(long seed) throws Exception {
        Graph graph = TestGraphs.random(seed).withRounding(seed % 2 == 0 ? Rounding.SINGLE : Rounding.DOUBLE);
        checkAgainstInterpreter(graph, HostBuild.planFused(graph), 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void severalInputsAndOutputsEqualTheInterpreter(long seed) throws Exception {
        Graph graph = TestGraphs.severalEnds(seed).withRounding(seed % 2 == 0 ? Rounding.SINGLE : Rounding.DOUBLE);
        Schedule schedule = switch ((int) seed) {
            case 1 -> HostBuild.plan(graph);
            case 2 -> HostBuild.planFused(graph);
            case 3 -> HostBuild.planByRows(graph);
            default -> RandomSchedules.random(graph, new SplittableRandom(seed), MOVES, true);
        };
        checkAgainstInterpreter(graph, schedule, 5);
    }

    @Test
    void resolutionsThatExchangeEqualTheInterpreter() throws Exception {
        Graph graph = TestGraphs.twoResolutions(5);
        checkAgainstInterpreter(graph, HostBuild.plan(graph), 5);
        checkAgainstInterpreter(graph, HostBuild.planFused(graph), 5);
        checkAgainstInterpreter(graph, RandomSchedules.random(graph, new SplittableRandom(1), MOVES, false), 5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Rounding.class,
            names = {"DOUBLE", "SINGLE"})
    void plannedInputByRowsEqualsTheInterpreter(Rounding rounding) throws Exception {
        Graph graph = TestGraphs.picture(4).withRounding(rounding);
        Schedule schedule = HostBuild.planByRows(graph);
        assertThat(schedule.inputByRows()).isTrue();
        checkAgainstInterpreter(graph, schedule, 5);
    }

    @ParameterizedTest
    @MethodSource("seedsByRows")
    void inputByRowsAmongAllMovesEqualsTheInterpreter(long seed) throws Exception {
        Graph graph = TestGraphs.random(seed).withRounding(seed % 2 == 0 ? Rounding.SINGLE : Rounding.DOUBLE);
        checkAgainstInterpreter(graph, byRows(graph, seed), 5);
    }

    /** Half of them take their input in several strips. */
    static LongStream seedsByRows() {
        return LongStream.concat(seedsByRows(false).limit(4), seedsByRows(true).limit(4));
    }

    private static LongStream seedsByRows(boolean strips) {
        return LongStream.iterate(31, seed -> seed + 1).filter(seed -> {
            Schedule schedule = byRows(TestGraphs.random(seed), seed);
            boolean several = schedule.steps().stream()
                    .filter(Step.Stream.class::isInstance)
                    .findFirst()
                    .map(step -> ((Step.Stream) step).strips() > 1)
                    .orElse(false);
            return schedule.inputByRows() && several == strips;
        });
    }

    private static Schedule byRows(Graph graph, long seed) {
        Set<RandomSchedules.Move> moves = EnumSet.allOf(RandomSchedules.Move.class);
        return RandomSchedules.random(graph, new SplittableRandom(seed), moves, seed % 3 == 0);
    }

    /** Runs some inputs in one process; returns the outputs in hex. */
    private List<String> checkAgainstInterpreter(Graph graph, Schedule schedule, int count) throws Exception {
        Firmware firmware = HostBuild.generate(schedule, directory);
        Path program = HostBuild.compile(firmware, graph, "host_invoke.c", "model", "runtime");
        Interpreter interpreter = Interpreters.int8(graph);
        SplittableRandom random = new SplittableRandom(11);
        ByteArrayOutputStream inputs = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] input = TestGraphs.randomInput(graph, random);
            inputs.writeBytes(input);
            expected.add(hex(interpreter.run(new TensorData.Int8(input))));
        }

        Commands.Result result = Commands.run(directory, inputs.toByteArray(), List.of(program.toString()));

        assertThat(result.output().lines().toList())
                .as(schedule.steps().toString())
                .isEqualTo(expected);
        return expected;
    }

    /** The bytes of all tensors, one after the other. */
    @Test
    void protocolTakesSeveralInputsAndGivesSeveralOutputs() throws Exception {
        Graph graph = TestGraphs.severalEnds(3);
        Firmware firmware = HostBuild.generate(graph, directory);
        Path program = HostBuild.compile(firmware, graph, "host_port.c", "model", "runtime", "app");
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
    void protocolAnswersEachCommand() throws Exception {
        Graph graph = TestGraphs.dense(3);
        Firmware firmware = HostBuild.generate(graph, directory);
        Path program = HostBuild.compile(firmware, graph, "host_port.c", "model", "runtime", "app");
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
    void protocolServesAnInputByRows() throws Exception {
        Graph graph = TestGraphs.picture(5);
        Schedule schedule = HostBuild.planByRows(graph);
        assertThat(schedule.inputByRows()).isTrue();
        Firmware firmware = HostBuild.generate(schedule, directory);
        Path program = HostBuild.compile(firmware, graph, "host_port.c", "model", "runtime", "app");
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
        Path program = HostBuild.compile(firmware, graph, "host_port.c", "model", "runtime", "app");
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
