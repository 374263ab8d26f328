package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.RandomSchedules;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
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

    private static String hex(TensorData data) {
        return HexFormat.of().formatHex(((TensorData.Int8) data).values());
    }
}
