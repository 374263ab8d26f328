package io.tinsmith.cli.command;

import io.tinsmith.graph.ConstantChannels;
import io.tinsmith.graph.Graph;
import picocli.CommandLine.Option;

/** Which channels of a model are computed. */
final class ChannelsOption {
    @Option(
            names = "--all-channels",
            description =
                    "Compute channels too whose value is the same for every input. Default: they are left out; outputs "
                            + "are the same")
    private boolean all;

    boolean isGiven() {
        return all;
    }

    /** What is computed of a model. */
    Graph of(Graph model) {
        return all ? model : ConstantChannels.without(model);
    }
}
