package io.tinsmith.benchmarks;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.training.proxies.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Networks with their accuracies, and how each estimate ranks them. */
final class RankingTable {
    private RankingTable() {}

    /**
     * One network.
     *
     * @param shared accuracy with the supernet's weights, 0 to 1
     * @param alone accuracy when trained by itself, 0 to 1
     * @param inherited accuracies when trained from the supernet's weights
     * @param proxies scores in the order of {@link Proxy}
     */
    record Row(
            String name,
            long macs,
            long parameters,
            double shared,
            double alone,
            List<Double> inherited,
            List<Double> proxies) {
        Row {
            inherited = List.copyOf(inherited);
            proxies = List.copyOf(proxies);
        }
    }

    /**
     * The networks, best first, then the rank correlation of each estimate with the accuracy of networks by themselves.
     *
     * @param rates shares of the learning rate of the inherited columns
     */
    static List<String> of(List<Row> rows, List<Double> rates) {
        List<String> titles = new ArrayList<>(List.of("network", "#MACs", "#parameters", "#supernet %", "#alone %"));
        rates.forEach(rate -> titles.add(text("#inherited x %s %%", rate)));
        TextTable table = new TextTable(titles.toArray(String[]::new));
        rows.stream().sorted(Comparator.comparingDouble(r -> -r.alone())).forEach(r -> {
            List<String> cells = new ArrayList<>(List.of(
                    r.name(),
                    text("%,d", r.macs()),
                    text("%,d", r.parameters()),
                    text("%.2f", 100 * r.shared()),
                    text("%.2f", 100 * r.alone())));
            r.inherited().forEach(accuracy -> cells.add(text("%.2f", 100 * accuracy)));
            table.row(cells.toArray(String[]::new));
        });
        Map<String, ToDoubleFunction<Row>> estimates = new LinkedHashMap<>();
        estimates.put("supernet", Row::shared);
        estimates.put("MACs", Row::macs);
        estimates.put("parameters", Row::parameters);
        List<Proxy> proxies = List.of(Proxy.values());
        for (int i = 0; i < proxies.size(); i++) {
            int column = i;
            estimates.put(proxies.get(i).title(), row -> row.proxies().get(column));
        }
        double[] alone = rows.stream().mapToDouble(Row::alone).toArray();
        TextTable ranks = new TextTable("estimate", "#Kendall", "#Spearman");
        estimates.forEach((name, of) -> {
            double[] values = rows.stream().mapToDouble(of).toArray();
            ranks.row(
                    name,
                    text("%.2f", RankCorrelation.kendall(values, alone)),
                    text("%.2f", RankCorrelation.spearman(values, alone)));
        });
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(ranks.lines());
        return lines;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
