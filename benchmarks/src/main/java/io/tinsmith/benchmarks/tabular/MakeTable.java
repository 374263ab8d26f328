package io.tinsmith.benchmarks.tabular;

import io.tinsmith.graph.DType;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.Architecture;
import io.tinsmith.search.Cost;
import io.tinsmith.search.CostModel;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.Datasets;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.Trainer;
import io.tinsmith.training.TrainingListener;
import io.tinsmith.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains every member of the space, a line each; goes on where it was stopped. */
@Command(
        name = "make",
        description = {
            "Trains every member of the tabular space on Fashion-MNIST and writes a line for each.",
            "Goes on with a file that it was stopped in. Takes about 3 seconds of a core for each of 256 networks."
        },
        mixinStandardHelpOptions = true)
final class MakeTable implements Callable<Integer> {
    private static final String DATASET = "fashion-mnist";
    private static final int TRAIN_IMAGES = 4_096;
    private static final int VALIDATION_IMAGES = 5_000;
    private static final long SEED = 1;

    @Option(names = "--out", description = "default: ${DEFAULT-VALUE}")
    private Path out = Path.of("benchmarks/src/main/resources/io/tinsmith/benchmarks/tabular/fashion-mnist.csv");

    @Option(
            names = "--part",
            paramLabel = "K/N",
            description =
                    "train only every N-th network, from the K-th on, so that N runs can share the work, each with "
                            + "its own --out; default: ${DEFAULT-VALUE}")
    private String part = "1/1";

    private final PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private final CostModel costs = new CostModel(RuntimeFootprint.defaults());
    private final Map<Integer, ImageSet.Split> sizes = new HashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Dataset dataset = Datasets.byName(DATASET);
        ImageSet.Split split = dataset.train().split(VALIDATION_IMAGES, SEED);
        ImageSet.Split small = new ImageSet.Split(split.train().first(TRAIN_IMAGES), split.validation());
        if (Files.notExists(out)) {
            Files.writeString(out, preamble(dataset) + TableRow.header() + "\n");
        }
        Set<List<Integer>> done = new HashSet<>();
        Table.parse(Files.readString(out)).forEach(row -> done.add(row.genes()));
        // In an order that is no order, so that a part of the table is a fair sample of the whole.
        List<List<Integer>> members = new ArrayList<>(TabularSpace.members());
        Collections.shuffle(members, new Random(SEED));
        int first = Integer.parseInt(part.substring(0, part.indexOf('/'))) - 1;
        int step = Integer.parseInt(part.substring(part.indexOf('/') + 1));
        for (int i = first; i < members.size(); i += step) {
            List<Integer> genes = members.get(i);
            if (done.add(genes)) {
                TableRow row = train(genes, small);
                Files.writeString(out, row.line() + "\n", StandardOpenOption.APPEND);
                console.println(done.size() + "/" + members.size() + ": " + row.line());
            }
        }
        return 0;
    }

    private TableRow train(List<Integer> genes, ImageSet.Split images) throws InterruptedException {
        Architecture architecture = TabularSpace.decode(genes);
        Cost cost = costs.of(architecture);
        ImageSet.Split sized = sizes.computeIfAbsent(
                architecture.resolution().height(),
                r -> new ImageSet.Split(
                        images.train().resizedTo(r, r), images.validation().resizedTo(r, r)));
        List<Double> accuracies = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onEpoch(int epoch, int ofEpochs, double loss, double validationAccuracy) {
                if (TableRow.EPOCHS.contains(epoch)) {
                    accuracies.add(validationAccuracy);
                }
            }
        };
        new Trainer(plan(), listener).train(architecture.toGraph(DType.FLOAT32), sized.train(), sized.validation());
        return new TableRow(genes, cost.macs(), cost.parameters(), cost.sramBytes(), cost.flashBytes(), accuracies);
    }

    /** Many small steps: so few images leave no time for large ones. */
    private static TrainingPlan plan() {
        int epochs = TableRow.EPOCHS.get(TableRow.EPOCHS.size() - 1);
        return new TrainingPlan(epochs, 64, 0.1, 100, 1e-4, 0, Augmentation.none(), SEED);
    }

    private static String preamble(Dataset dataset) {
        return String.format(
                Locale.ROOT,
                "# %s (SHA-256 %s): %d training images, %d validation images held out of the training set%n# %s%n",
                dataset.name(),
                dataset.sha256(),
                TRAIN_IMAGES,
                VALIDATION_IMAGES,
                plan());
    }
}
