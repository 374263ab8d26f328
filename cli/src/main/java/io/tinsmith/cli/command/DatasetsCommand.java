package io.tinsmith.cli.command;

import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.training.DatasetFormat;
import io.tinsmith.training.Datasets;
import picocli.CommandLine.Command;

/** Lists the data sets. */
@Command(
        name = "datasets",
        description = "Lists the data sets that Tinsmith knows by name, and what it can read.",
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
        console().line("Your own: --dataset PATH, a folder or an archive with");
        TextTable formats = new TextTable("format", "files");
        for (DatasetFormat format : DatasetFormat.values()) {
            formats.row(format.title(), format.layout());
        }
        console().lines(formats.lines());
        console().line("");
        console()
                .line(
                        "Where there is no test part, a fifth of each class (of label maps: of all) is held out, always the"
                                + " same.");
        return ExitCodes.OK;
    }
}
