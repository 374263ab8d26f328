package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.strategy.EvolutionStrategy;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The contract of {@link NetworkSpace}. */
public abstract class NetworkSpaceTester<G> {
    /** A space of a practical size. */
    protected abstract NetworkSpace<G> space();

    /** A space of at most a few hundred members, of which a sample gives each with a probability that is not tiny. */
    protected abstract NetworkSpace<G> small();

    protected abstract boolean contains(NetworkSpace<G> space, G genes);

    @Test
    void sizeIsTheNumberOfDistinctGenes() {
        NetworkSpace<G> small = small();
        SplittableRandom random = new SplittableRandom(1);
        Set<G> seen = new HashSet<>();
        for (int i = 0; i < 60_000; i++) {
            seen.add(small.sample(random));
        }
        assertThat(BigInteger.valueOf(seen.size())).isEqualTo(small.size());
    }

    @Test
    void operationsStayInTheSpace() {
        NetworkSpace<G> space = space();
        SplittableRandom random = new SplittableRandom(2);
        G a = space.sample(random);
        for (int i = 0; i < 300; i++) {
            G b = space.mutate(space.sample(random), 0.3, random);
            assertThat(contains(space, b)).as(b.toString()).isTrue();
            a = space.crossover(a, b, random);
            assertThat(contains(space, a)).as(a.toString()).isTrue();
        }
        assertThat(space.mutate(a, 0, random)).isEqualTo(a);
        assertThat(space.crossover(a, a, random)).isEqualTo(a);
        assertThat(contains(space, space.smallest())).isTrue();
    }

    @Test
    void mutationReachesManyNeighbours() {
        NetworkSpace<G> space = space();
        SplittableRandom random = new SplittableRandom(3);
        G parent = space.sample(random);
        Set<G> neighbours = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            neighbours.add(space.mutate(parent, 0.1, random));
        }
        assertThat(neighbours.size()).isGreaterThan(50);
    }

    @Test
    void choicesStandForGenes() {
        for (NetworkSpace<G> space : List.of(small(), space())) {
            SplittableRandom random = new SplittableRandom(8);
            List<Choice> choices = space.choices();
            for (int i = 0; i < 200; i++) {
                G genes = space.sample(random);
                assertThat(space.fromChoices(space.toChoices(genes))).isEqualTo(genes);
                List<Integer> any =
                        choices.stream().map(c -> random.nextInt(c.size())).toList();
                assertThat(contains(space, space.fromChoices(any))).isTrue();
            }
        }
    }

    @Test
    void networksAreReadFromWhatTheyWrite() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 50; i++) {
            Network network = space().decode(space().sample(random));
            assertThat(Networks.parse("n.yaml", network.toYaml())).isEqualTo(network);
        }
    }

    @Test
    void graphsUseAllThatTheyCompute() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100; i++) {
            Network network = space().decode(space().sample(random));
            Graph graph = network.toGraph(DType.FLOAT32);
            Set<Integer> read = new HashSet<>(graph.outputs());
            graph.ops().forEach(op -> read.addAll(op.inputs()));
            assertThat(graph.ops()).extracting(Op::output).allMatch(read::contains);
            assertThat(graph.input().shape()).isEqualTo(network.inputShape());
            assertThat(network.depth()).isPositive();
        }
    }

    @Test
    void distanceIsAMeasureOfUnlikeness() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 50; i++) {
            G genes = space().sample(random);
            Network a = space().decode(genes);
            Network near = space().decode(space().mutate(genes, 0.05, random));
            Network far = space().decode(space().sample(random));
            assertThat(a.distance(a)).isZero();
            assertThat(a.distance(far)).isEqualTo(far.distance(a)).isBetween(0.0, 1.0);
            assertThat(a.distance(near)).isLessThanOrEqualTo(0.6);
            assertThat(a.equals(far)).isEqualTo(a.distance(far) == 0);
        }
    }

    /** Few samples: the outcome must not depend on the threads. */
    @Test
    void spacesAreScoredAndSearched() {
        Constraints constraints = Constraints.of(new MemoryBudget(64_000, 200_000));
        CostModel costs = new CostModel(RuntimeFootprint.defaults());
        List<NetworkSpace<G>> spaces = List.of(small(), space());
        List<SpaceScore> one = new SpaceScorer(costs, constraints, 1).score(spaces, 30, 7, done -> {});
        List<SpaceScore> two = new SpaceScorer(costs, constraints, 2).score(spaces, 30, 7, done -> {});
        assertThat(one).isEqualTo(two);
        assertThat(SpaceScorer.winner(one)).isPresent();

        EvolutionStrategy<G> strategy = new EvolutionStrategy<>(space(), new EvolutionStrategy.Settings(20, 5, 0.1), 1);
        SearchResult result = new Search(costs, constraints, Objectives.capacity())
                .run(strategy, space(), new SearchOptions(120, 3, 0.1, 2), (done, total, best) -> {});
        assertThat(result.evaluations()).hasSize(120);
        assertThat(result.finalists()).hasSize(3).allMatch(Evaluation::fits);
    }
}
