package io.tinsmith.cli.command;

import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.training.Datasets;
import picocli.CommandLine.Command;

/** Lists the data sets. */
@Command(
        name = "datasets",
        description = "Lists the data sets that Tinsmith knows by name.",
        footer = {"", "Example:", "  tinsmith datasets"})
public final class DatasetsCommand extends TinsmithSubcommand {
    @Override
    public Integer call() {
        TextTable table = new TextTable("data set", "installed", "Debian package");
        for (String name : Datasets.names()) {
            table.row(name, Datasets.isInstalled(name) ? "yes" : "no", Datasets.FASHION_MNIST_PACKAGE);
        }
        console().lines(table.lines());
        console().line("");
        console().line("A directory with the four IDX files of the MNIST family works too: --dataset DIR");
        return ExitCodes.OK;
    }
}
