package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.RandomSchedules.Move;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every move, alone and with the others, computes what layers compute, in the bytes that the schedule gives it. */
class RandomSchedulePropertyTest {
    private static final int ALONE = 200;
    private static final int MIXED = 2000 - 6 * ALONE;

    @ParameterizedTest
    @EnumSource(Move.class)
    void eachMoveAloneGivesTheBytesOfTheInterpreter(Move move) {
        assertThat(check(ALONE, new SplittableRandom(move.name().hashCode()), EnumSet.of(move), made(move)))
                .isGreaterThan(ALONE / 10);
    }

    @Test
    void mixedMovesGiveTheBytesOfTheInterpreter() {
        Predicate<Schedule> rich = schedule -> EnumSet.allOf(Move.class).stream()
                        .filter(m -> made(m).test(schedule))
                        .count()
                >= 3;
        assertThat(check(MIXED, new SplittableRandom(20), EnumSet.allOf(Move.class), rich))
                .isGreaterThan(MIXED / 10);
    }

    /** How many of the schedules {@code counts} holds for. */
    private static int check(int graphs, SplittableRandom seeds, Set<Move> moves, Predicate<Schedule> counts) {
        int counted = 0;
        for (int i = 0; i < graphs; i++) {
            SplittableRandom random = seeds.split();
            Graph graph = RandomGraphs.random(random);
            Schedule schedule = RandomSchedules.random(graph, random, moves, i % 4 > 0);
            ScheduleValidator.check(schedule);
            StreamPropertyTest.check(schedule, random);
            counted += counts.test(schedule) ? 1 : 0;
        }
        return counted;
    }

    private static Predicate<Schedule> made(Move move) {
        return schedule -> schedule.steps().stream().anyMatch(step -> isMade(move, schedule, step));
    }

    private static boolean isMade(Move move, Schedule schedule, Step step) {
        if (!(step instanceof Step.Stream stream)) {
            return move == Move.GROUPED && step instanceof Step.Grouped;
        }
        Graph graph = schedule.graph();
        boolean dense = stream.accumulations().stream()
                .anyMatch(a ->
                        graph.tensor(graph.ops().get(a.op()).output()).shape().rank() == 2);
        return switch (move) {
            case STRIPS -> stream.strips() > 1;
            case SPLITS -> !stream.splits().isEmpty();
            case GROUPED -> false;
            case MEANS -> !stream.accumulations().isEmpty() && !dense;
            case DENSE -> dense;
            case INPUT_BY_ROWS ->
                stream.rings().stream().anyMatch(r -> graph.inputs().contains(r.tensor()));
        };
    }
}
