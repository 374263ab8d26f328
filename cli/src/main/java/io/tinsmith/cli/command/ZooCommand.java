package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.page.Units;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.search.Zoo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Published networks. */
@Command(
        name = "zoo",
        description = "Lists published networks with their figures, or gives the architecture file of one.",
        footer = {
            "",
            "Examples:",
            "  tinsmith zoo",
            "  tinsmith zoo resnet8-cifar10 --out resnet8.yaml",
            "  tinsmith analyze resnet8.yaml"
        })
public final class ZooCommand extends TinsmithSubcommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A network of the list.")
    private @Nullable String name;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the file here. Default: to the terminal.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (name == null) {
            list();
            return ExitCodes.OK;
        }
        String text = text(name);
        if (out == null) {
            text.lines().forEach(console()::line);
            return ExitCodes.OK;
        }
        StageStore.write(out, text.getBytes(StandardCharsets.UTF_8));
        console().line("Written to " + out + ". Maybe go on: tinsmith analyze " + out);
        return ExitCodes.OK;
    }

    private static String text(String name) {
        try {
            return Zoo.text(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private void list() {
        TextTable table = new TextTable(
                "network", "#MACs", "#published", "#off by", "#parameters", "#published", "#off by", "figures of");
        for (Zoo.Entry entry : Zoo.entries()) {
            Graph graph = Zoo.network(entry.name()).toGraph(DType.INT8);
            long macs = GraphCost.macs(graph);
            long parameters = GraphCost.parameters(graph);
            table.row(
                    entry.name(),
                    Units.big(macs),
                    Units.big(entry.macs()),
                    off(macs, entry.macs()),
                    Units.big(parameters),
                    entry.parameters() == 0 ? "" : Units.big(entry.parameters()),
                    entry.parameters() == 0 ? "" : off(parameters, entry.parameters()),
                    entry.source().split(";", 2)[0]);
        }
        console().lines(table.lines());
        console().line("");
        console().line("Parameters count batch norm folded, one bias a channel. The file of one: tinsmith zoo NAME");
    }

    private static String off(long ours, long published) {
        return String.format(Locale.ROOT, "%+.1f %%", 100.0 * (ours - published) / published);
    }
}
