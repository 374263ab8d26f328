package io.tinsmith.benchmarks.tabular;

import io.tinsmith.benchmarks.RankCorrelation;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.search.Architecture;
import io.tinsmith.training.Datasets;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.proxies.Proxy;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How well sizes and zero-cost proxies rank the networks of the table. */
@Command(
        name = "proxies",
        description = {
            "Rank correlation of MACs, parameters and zero-cost proxies with the accuracies of the table.",
            "Takes about half a second of a core for each of 256 networks."
        },
        mixinStandardHelpOptions = true)
final class ProxyTable implements Callable<Integer> {
    private static final String DATASET = "fashion-mnist";

    @Option(names = "--batch", description = "training images that proxies look at; default: ${DEFAULT-VALUE}")
    private int batch = 64;

    @Option(names = "--seed", description = "of the initial weights; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--macs", description = "limit of the second comparison; default: ${DEFAULT-VALUE}")
    private long macs = 100_000;

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Override
    public Integer call() {
        List<TableRow> rows = Table.builtin();
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put("MACs", rows.stream().mapToDouble(TableRow::macs).toArray());
        scores.put("parameters", rows.stream().mapToDouble(TableRow::parameters).toArray());
        for (Proxy proxy : Proxy.values()) {
            scores.put(proxy.title(), new double[rows.size()]);
        }
        score(rows, scores);
        List<Integer> all = IntStream.range(0, rows.size()).boxed().toList();
        List<Integer> within =
                all.stream().filter(i -> rows.get(i).macs() <= macs).toList();
        TextTable table = new TextTable(
                "measure",
                "#Spearman of " + all.size(),
                "#Kendall",
                "#Spearman of " + within.size() + " within " + macs + " MACs",
                "#Kendall");
        scores.forEach((name, values) -> table.row(
                name,
                correlation(rows, values, all, RankCorrelation::spearman),
                correlation(rows, values, all, RankCorrelation::kendall),
                correlation(rows, values, within, RankCorrelation::spearman),
                correlation(rows, values, within, RankCorrelation::kendall)));
        console.lines(table.lines());
        return 0;
    }

    private void score(List<TableRow> rows, Map<String, double[]> scores) {
        ImageSet train = Datasets.byName(DATASET).train().first(batch);
        Map<Integer, ImageSet> sized = new HashMap<>();
        try (Progress progress = console.progress("networks", rows.size())) {
            for (int i = 0; i < rows.size(); i++) {
                Architecture architecture = TabularSpace.decode(rows.get(i).genes());
                Graph structure = architecture.toGraph(DType.FLOAT32);
                int side = architecture.resolution().height();
                ImageSet images = sized.computeIfAbsent(side, s -> train.resizedTo(s, s));
                for (Proxy proxy : Proxy.values()) {
                    double[] column = Objects.requireNonNull(scores.get(proxy.title()));
                    column[i] = proxy.score(structure, images, seed);
                }
                progress.to(i + 1);
            }
        }
    }

    private interface Correlation {
        double of(double[] a, double[] b);
    }

    private static String correlation(
            List<TableRow> rows, double[] values, List<Integer> members, Correlation correlation) {
        double[] a = members.stream().mapToDouble(i -> values[i]).toArray();
        double[] b = members.stream().mapToDouble(i -> rows.get(i).accuracy()).toArray();
        return String.format(Locale.ROOT, "%.3f", correlation.of(a, b));
    }
}
