package io.tinsmith.cli.command;

import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.page.Units;
import io.tinsmith.search.BlockFigures;
import io.tinsmith.search.BlockKind;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the kinds of blocks. */
@Command(
        name = "blocks",
        description = "Compares the building blocks of networks at equal width and resolution: int8, stride 1.",
        footer = {"", "Examples:", "  tinsmith blocks", "  tinsmith blocks --width 64 --resolution 8"})
public final class BlocksCommand extends TinsmithSubcommand {
    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Channels in and out, a multiple of 8. Default: ${DEFAULT-VALUE}")
    private int width = 32;

    @Option(names = "--resolution", paramLabel = "N", description = "Side of the square map. Default: ${DEFAULT-VALUE}")
    private int resolution = 16;

    @Override
    public Integer call() {
        require(
                width >= 8 && width <= 1024 && width % 8 == 0,
                "--width (" + width + ") must be a multiple of 8 up to 1024");
        require(resolution >= 1 && resolution <= 256, "--resolution (" + resolution + ") must be from 1 to 256");
        List<BlockFigures> all = BlockFigures.compare(width, resolution);
        console().line(width + " channels in and out, " + resolution + "x" + resolution + ", int8, kernels of 3x3");
        console().line("");
        TextTable table = new TextTable(
                "block", "#parameters", "#MACs", "#peak, by layer", "#peak, fused", "#MACs per byte moved");
        for (BlockFigures b : all) {
            table.row(
                    b.name(),
                    Units.count(b.cost().parameters()),
                    Units.big(b.cost().macs()),
                    Units.bytes(b.layerPeakBytes()),
                    Units.bytes(b.fusedPeakBytes()),
                    String.format(Locale.ROOT, "%.1f", b.intensity()));
        }
        console().lines(table.lines());
        console().line("");
        console().lines(inverted(all));
        return ExitCodes.OK;
    }

    /** Why the one with the fewest parameters for its channels needs the most memory. */
    private List<String> inverted(List<BlockFigures> all) {
        BlockFigures basic = of(all, BlockKind.BASIC);
        BlockFigures inverted = of(all, BlockKind.INVERTED);
        int wide = (int) (inverted.block().expansion() * width);
        long map = (long) resolution * resolution;
        return List.of(
                "An inverted block filters " + wide
                        + " channels with 9 weights each, where full convolutions between as many",
                "would take " + Units.count(9L * wide * wide) + ": it has "
                        + Units.count(inverted.cost().parameters()) + " parameters, the basic block of " + width
                        + " channels "
                        + Units.count(basic.cost().parameters()) + ".",
                "But the " + wide + " channels stand in memory at full resolution, " + Units.bytes(wide * map)
                        + " before and again after the filter:",
                "its peak is " + Units.bytes(inverted.layerPeakBytes()) + " by layer, against "
                        + Units.bytes(basic.layerPeakBytes())
                        + " of the basic block. Fused, a few rows of them are enough: "
                        + Units.bytes(inverted.fusedPeakBytes()) + ".");
    }

    private static BlockFigures of(List<BlockFigures> all, BlockKind kind) {
        return all.stream().filter(b -> b.block().kind() == kind).findFirst().orElseThrow();
    }
}
