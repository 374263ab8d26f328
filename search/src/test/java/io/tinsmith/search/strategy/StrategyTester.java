package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.Choice;
import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of {@link Strategy}, on genes that are no networks: lists of ten digits. */
abstract class StrategyTester {
    static final SpaceOperations<List<Integer>> DIGITS = new Digits(10, 10);

    abstract Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed);

    @Test
    void proposesAtMostWhatIsAsked() {
        Strategy<List<Integer>> strategy = create(DIGITS, 1);
        assertThat(strategy.propose(7)).hasSizeBetween(1, 7);
        assertThat(strategy.propose(1)).hasSize(1);
    }

    @Test
    void neverProposesTwice() {
        List<List<Integer>> all = run(create(DIGITS, 2), 400);
        assertThat(all).hasSize(400);
        assertThat(new HashSet<>(all)).hasSize(400);
    }

    @Test
    void sameSeedSameCandidates() {
        assertThat(run(create(DIGITS, 3), 250)).isEqualTo(run(create(DIGITS, 3), 250));
        assertThat(run(create(DIGITS, 3), 250)).isNotEqualTo(run(create(DIGITS, 4), 250));
    }

    @Test
    void endsWhenASmallSpaceIsUsedUp() {
        List<List<Integer>> all = run(create(new Digits(2, 3), 5), 1000);
        assertThat(all).hasSizeBetween(leastOfNine(), 9).doesNotHaveDuplicates();
    }

    /** How many of a space of nine are proposed at least. */
    int leastOfNine() {
        return 6;
    }

    @Test
    void goesOnWhereItWasStopped() {
        ResumableStrategy<List<Integer>> strategy = new ResumableStrategy<>(create(DIGITS, 7), List.of());
        run(strategy, 150);
        Strategy<List<Integer>> resumed = new ResumableStrategy<>(create(DIGITS, 7), strategy.rounds());
        assertThat(run(resumed, 100)).isEqualTo(run(strategy, 100));
    }

    @Test
    void livesWithNothingThatFits() {
        Strategy<List<Integer>> strategy = create(DIGITS, 6);
        for (int i = 0; i < 10; i++) {
            List<List<Integer>> proposed = strategy.propose(50);
            assertThat(proposed).isNotEmpty();
            strategy.tell(proposed.stream()
                    .map(g -> new Strategy.Trial<>(g, false, -1.0))
                    .toList());
        }
    }

    /** Fitness is the digits' sum; a leading 9 does not fit. */
    static List<List<Integer>> run(Strategy<List<Integer>> strategy, int count) {
        List<List<Integer>> all = new ArrayList<>();
        while (all.size() < count) {
            List<List<Integer>> proposed = strategy.propose(Math.min(100, count - all.size()));
            if (proposed.isEmpty()) {
                break;
            }
            all.addAll(proposed);
            strategy.tell(proposed.stream()
                    .map(g -> new Strategy.Trial<>(g, g.get(0) < 9, sum(g)))
                    .toList());
        }
        return all;
    }

    /** The largest sum of digits that fit. */
    static int best(Strategy<List<Integer>> strategy, int count) {
        return run(strategy, count).stream()
                .filter(g -> g.get(0) < 9)
                .mapToInt(StrategyTester::sum)
                .max()
                .orElseThrow();
    }

    static int sum(List<Integer> genes) {
        return genes.stream().mapToInt(Integer::intValue).sum();
    }

    /** {@code length} genes from 0 to {@code values - 1}. */
    record Digits(int length, int values) implements SpaceOperations<List<Integer>> {
        private static final List<Choice.Kind> KINDS = List.of(Choice.Kind.values());

        @Override
        public List<Integer> sample(SplittableRandom random) {
            return random.ints(length, 0, values).boxed().toList();
        }

        @Override
        public List<Integer> mutate(List<Integer> parent, double rate, SplittableRandom random) {
            return parent.stream()
                    .map(g -> random.nextDouble() < rate ? random.nextInt(values) : g)
                    .toList();
        }

        @Override
        public List<Integer> crossover(List<Integer> a, List<Integer> b, SplittableRandom random) {
            List<Integer> mixed = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                mixed.add(random.nextBoolean() ? a.get(i) : b.get(i));
            }
            return List.copyOf(mixed);
        }

        @Override
        public List<Choice> choices() {
            List<Integer> digits = IntStream.range(0, values).boxed().toList();
            return IntStream.range(0, length)
                    .mapToObj(i -> Choice.of("digit " + i, KINDS.get(i % KINDS.size()), digits))
                    .toList();
        }

        @Override
        public List<Integer> toChoices(List<Integer> genes) {
            return genes;
        }

        @Override
        public List<Integer> fromChoices(List<Integer> indices) {
            return List.copyOf(indices);
        }
    }
}
