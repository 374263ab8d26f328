package io.tinsmith.cli.command;

import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;

/** Lists the families of search spaces. */
@Command(
        name = "spaces",
        description = "Lists the families of search spaces that come with Tinsmith.",
        footer = {"", "Example:", "  tinsmith spaces"})
public final class SpacesCommand extends TinsmithSubcommand {
    @Override
    public Integer call() {
        TextTable table = new TextTable("space", "#members", "resolutions", "widths", "what it is");
        for (String name : NetworkFamilies.builtinNames()) {
            NetworkFamily family = NetworkFamilies.builtin(name);
            table.row(
                    name,
                    Integer.toString(family.resolutions().size()
                            * family.widthMultipliers().size()),
                    range(family.resolutions()),
                    range(family.widthMultipliers()),
                    family.description());
        }
        console().lines(table.lines());
        console().line("");
        console().line("A space file of your own works too: --space PATH.yaml");
        return ExitCodes.OK;
    }

    private static String range(Iterable<?> values) {
        String all = StreamSupport.stream(values.spliterator(), false)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        int first = all.indexOf(' ');
        int last = all.lastIndexOf(' ');
        return all.length() <= 24 || first < 0 ? all : all.substring(0, first) + " to" + all.substring(last);
    }
}
