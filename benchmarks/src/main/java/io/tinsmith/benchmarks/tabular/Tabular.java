package io.tinsmith.benchmarks.tabular;

import io.tinsmith.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Strategies and predictors on networks whose accuracy is known. */
@Command(
        name = "tabular",
        description = "Compares strategies and predictors on a table of trained networks.",
        mixinStandardHelpOptions = true,
        subcommands = {MakeTable.class, ProxyTable.class})
public final class Tabular implements Callable<Integer> {
    @Option(names = "--table", description = "a file that make wrote; default: the one that comes with the benchmarks")
    private @Nullable Path file;

    @Option(
            names = "--seeds",
            description = "runs of each strategy, and splits of the table; default: ${DEFAULT-VALUE}")
    private int seeds = 30;

    @Option(
            names = "--first-seed",
            description = "of the strategies, whose settings were chosen on 5001 to 5200; default: ${DEFAULT-VALUE}")
    private long firstSeed = 101;

    @Option(names = "--macs", description = "limit for candidates; default: ${DEFAULT-VALUE}")
    private long macs = 100_000;

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Override
    public Integer call() throws IOException {
        List<TableRow> rows = file == null ? Table.builtin() : Table.parse(Files.readString(file));
        TabularRun run = new TabularRun(rows, macs);
        console.line(String.format(
                Locale.ROOT,
                "%d of %d networks trained; %d within %,d MACs, the best of them %.2f %%",
                rows.size(),
                TabularSpace.members().size(),
                run.members(),
                macs,
                100 * run.optimum()));
        console.line("");
        StrategyTable strategies = new StrategyTable(run, firstSeed, seeds);
        console.line("Best accuracy in % after so many trainings, mean and standard deviation of the seeds " + firstSeed
                + " to " + (firstSeed + seeds - 1));
        console.lines(strategies.accuracies());
        console.line("");
        console.line("p of one-sided Mann-Whitney tests against random search, not corrected for their number");
        console.lines(strategies.probabilities());
        console.line("");
        console.line("Predictors of accuracy, means over " + seeds + " random splits");
        console.lines(PredictorTable.lines(rows, seeds));
        return 0;
    }
}
