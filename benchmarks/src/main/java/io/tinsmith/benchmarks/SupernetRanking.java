package io.tinsmith.benchmarks;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.supernet.Supernets;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.search.Genotype;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.Datasets;
import io.tinsmith.training.Evaluator;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.InitialWeights;
import io.tinsmith.training.Trainer;
import io.tinsmith.training.TrainingListener;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.proxies.Proxy;
import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.Supernet;
import io.tinsmith.training.supernet.SupernetListener;
import io.tinsmith.training.supernet.SupernetPlan;
import io.tinsmith.training.supernet.SupernetSpace;
import io.tinsmith.training.supernet.SupernetTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How well a supernet ranks networks: their accuracy with shared weights beside that of each trained by itself. */
@Command(
        name = "supernet",
        description = {
            "Trains a supernet and some of its networks by themselves, and compares the two orders.",
            "Stopped, it goes on where it was, if the options are the same."
        },
        mixinStandardHelpOptions = true)
final class SupernetRanking implements Callable<Integer> {
    private static final String FAMILY = "mobile-tiny";
    private static final int PROXY_BATCH = 64;

    @Option(names = "--dataset", description = "name or directory; default: ${DEFAULT-VALUE}")
    private String dataset = "fashion-mnist";

    @Option(names = "--resolutions", split = ",", description = "default: 16")
    private List<Integer> resolutions = List.of(16);

    @Option(names = "--width", description = "width multiplier of the space; default: ${DEFAULT-VALUE}")
    private double width = 0.35;

    @Option(names = "--networks", description = "drawn from the space; default: ${DEFAULT-VALUE}")
    private int networks = 16;

    @Option(names = "--images", description = "training images; default: ${DEFAULT-VALUE}")
    private int images = 20_000;

    @Option(names = "--epochs", description = "of the supernet; default: ${DEFAULT-VALUE}")
    private int epochs = 10;

    @Option(names = "--alone-epochs", description = "of each network by itself; default: ${DEFAULT-VALUE}")
    private int aloneEpochs = 5;

    @Option(
            names = "--inherit",
            split = ",",
            description = "train each network from its share of the weights too, at these shares of the learning rate")
    private List<Double> inherit = List.of();

    @Option(names = "--seed", description = "default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--out", description = "where results and checkpoints are kept; default: ${DEFAULT-VALUE}")
    private Path out = Path.of("supernet-out");

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    /** A network of the space and its search space. */
    private record Member(SearchSpace space, Genotype genes) {
        Graph structure() {
            return space.decode(genes).toGraph(DType.FLOAT32);
        }

        int side() {
            return space.resolution();
        }
    }

    /** Kept: accuracy on the test images after a training of its own, 0 to 1. */
    record Alone(double accuracy) {}

    /** Kept: scores in the order of {@link Proxy}. */
    record Scores(List<Double> proxies) {
        Scores {
            proxies = List.copyOf(proxies);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Dataset data = Datasets.byNameOrDirectory(dataset);
        ImageSet train = data.train().first(images);
        List<SearchSpace> spaces =
                SpaceFamilies.builtin(FAMILY).members(data.imageShape().channels(), data.classes()).stream()
                        .filter(s -> s.widthMultiplier() == width && resolutions.contains(s.resolution()))
                        .toList();
        SupernetSpace space = Supernets.space(spaces);
        List<Member> members = draw(spaces);
        describe(space);

        StageStore store = new StageStore(out);
        SupernetPlan plan = SupernetPlan.of(TrainingPlan.standard(epochs, seed));
        String key = SupernetTrainer.provenance(plan, space, train).substring(0, 8);
        // First what takes longest and does not change with the supernet.
        List<Double> alone = new ArrayList<>();
        for (Member member : members) {
            alone.add(trained(store, member, train, data.test(), 1, Optional.empty()));
        }
        List<RankingTable.Row> rows = new ArrayList<>();
        Duration before = cpu();
        try (Supernet supernet = train(plan, space, train, store.path("supernet-" + key + ".checkpoint"))) {
            console.line(String.format(
                    Locale.ROOT, "supernet: %.0f s of CPU", cpu().minus(before).toMillis() / 1e3));
            for (int i = 0; i < networks; i++) {
                Member member = members.get(i);
                Graph structure = member.structure();
                Subnet subnet = Supernets.subnet(member.space(), member.genes());
                double shared = supernet.accuracy(subnet, train, data.test());
                Optional<InitialWeights> start = Optional.of(supernet.weights(subnet));
                List<Double> inherited = new ArrayList<>();
                for (double rate : inherit) {
                    inherited.add(trained(store, member, train, data.test(), rate, start));
                }
                rows.add(new RankingTable.Row(
                        (i + 1) + " " + member.space().label(),
                        GraphCost.macs(structure),
                        GraphCost.parameters(structure),
                        shared,
                        alone.get(i),
                        inherited,
                        proxies(store, member, train)));
            }
        }
        console.line("");
        console.lines(RankingTable.of(rows, inherit));
        return 0;
    }

    private List<Member> draw(List<SearchSpace> spaces) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < networks; i++) {
            SearchSpace space = spaces.get(random.nextInt(spaces.size()));
            members.add(new Member(space, space.sample(random)));
        }
        return members;
    }

    private void describe(SupernetSpace space) {
        Graph smallest = space.smallest().structure(space);
        Graph largest = space.largest().structure(space);
        console.line(String.format(
                Locale.ROOT,
                "%s w%s at %s pixels: %,d to %,d MACs, %,d to %,d parameters",
                FAMILY,
                width,
                resolutions,
                GraphCost.macs(smallest),
                GraphCost.macs(largest),
                GraphCost.parameters(smallest),
                GraphCost.parameters(largest)));
    }

    private Supernet train(SupernetPlan plan, SupernetSpace space, ImageSet train, Path checkpoint)
            throws InterruptedException {
        long steps = (long) epochs * plan.training().stepsPerEpoch(train.count());
        try (Progress progress = console.progress("supernet", steps)) {
            SupernetListener listener = new SupernetListener() {
                @Override
                public void onStep(int epoch, int ofEpochs, int step, int ofSteps, double loss) {
                    progress.to((long) (epoch - 1) * ofSteps + step);
                }

                @Override
                public void onEpoch(int epoch, int ofEpochs, double loss) {
                    progress.milestone(
                            String.format(Locale.ROOT, "supernet epoch %d/%d: loss %.3f", epoch, ofEpochs, loss));
                }
            };
            return new SupernetTrainer(plan, listener, Optional.of(checkpoint)).train(space, train);
        }
    }

    private double trained(
            StageStore store, Member member, ImageSet train, ImageSet test, double rate, Optional<InitialWeights> start)
            throws IOException, InterruptedException {
        TrainingPlan standard = TrainingPlan.standard(aloneEpochs, seed);
        TrainingPlan plan = standard.withLearningRate(rate * standard.learningRate());
        Graph structure = member.structure();
        ImageSet images = train.resizedTo(member.side(), member.side());
        ImageSet testImages = test.resizedTo(member.side(), member.side());
        String key = Trainer.provenance(plan, structure, images).substring(0, 16)
                + start.map(weights -> "-" + weights.sha256().substring(0, 16)).orElse("");
        String how = start.isPresent() ? "from shared weights, rate x " + rate : "by itself";
        Alone kept = store.getOrRun("alone-" + key, Alone.class, () -> {
            Graph trained = new Trainer(plan, TrainingListener.none())
                    .startingFrom(start)
                    .train(structure, images, testImages.first(100))
                    .floatGraph();
            double accuracy = Evaluator.accuracy(trained, testImages);
            console.line(String.format(
                    Locale.ROOT, "  %s %s: %.2f %%", member.space().label(), how, 100 * accuracy));
            return new Alone(accuracy);
        });
        return kept.accuracy();
    }

    private List<Double> proxies(StageStore store, Member member, ImageSet train)
            throws IOException, InterruptedException {
        Graph structure = member.structure();
        ImageSet batch = train.first(PROXY_BATCH).resizedTo(member.side(), member.side());
        String key = Trainer.provenance(TrainingPlan.standard(0, seed), structure, batch)
                .substring(0, 16);
        return store.getOrRun("proxies-" + key, Scores.class, () -> {
                    List<Double> scores = new ArrayList<>();
                    for (Proxy proxy : Proxy.values()) {
                        scores.add(proxy.score(structure, batch, seed));
                    }
                    return new Scores(scores);
                })
                .proxies();
    }

    /** Of all threads of this process, the compiler's among them. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
