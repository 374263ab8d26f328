package io.tinsmith.cli.calibrate;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes the table of a core: {@code Calibrate BOARD CHAINS SEED WORK TABLES}. Chains of random ops run under emulation as
 * layers, in place and as streams, then half as many chains of bottlenecks with splits and groups; five of six are fitted,
 * the others show how far the table holds for shapes that it has not seen.
 */
public final class Calibrate {
    /** Each so manieth chain is held out. */
    private static final int HELD_OUT = 6;

    private static final int MOST_STRIPS = 4;

    private Calibrate() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        if (args.length != 5) {
            out.println("Calibrate BOARD CHAINS SEED WORK TABLES");
            System.exit(2);
        }
        Board board = Boards.byName(args[0]);
        int chains = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        boolean dsp = board.mcu().dsp();
        List<Sample> fitted = new ArrayList<>();
        List<Sample> heldOut = new ArrayList<>();
        int all = chains + chains / 2;
        for (int i = 0; i < all; i++) {
            List<Sample> to = i % HELD_OUT == 3 ? heldOut : fitted;
            SplittableRandom random = new SplittableRandom(seed + i);
            Schedule schedule = i < chains ? ops(random, i) : bottlenecks(random);
            Path work = Path.of(args[3]);
            Path file = work.resolve(board.name() + "-" + (seed + i) + ".txt");
            Emulated measured = Emulated.remembered(file, schedule, board, work.resolve(board.name()), random);
            to.addAll(Sample.of(schedule, dsp, measured));
            out.println((i + 1) + "/" + all);
        }
        Map<String, Double> costs =
                Fit.of(fitted, board.emulation().orElseThrow().instructionsPerTick());
        CostTable table = CostTable.of(dsp, costs);
        out.print(Errors.report("Fitted", fitted, table));
        out.print(Errors.report("Held out", heldOut, table));
        Path file = Path.of(args[4], board.mcu().core().gccName() + ".yaml");
        Files.writeString(file, text(args, board, costs));
    }

    private static Schedule ops(SplittableRandom random, int i) {
        Graph graph = RandomChains.of(random);
        return switch (i % 5) {
            case 0 -> MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.LAYER));
            case 1 -> InPlace.schedule(graph);
            default -> Plans.streams(graph, random, i % 5 == 2 ? 1 : MOST_STRIPS);
        };
    }

    private static Schedule bottlenecks(SplittableRandom random) {
        return Plans.groups(RandomBottlenecks.of(random), random, MOST_STRIPS);
    }

    private static String text(String[] args, Board board, Map<String, Double> costs) {
        StringBuilder text = new StringBuilder();
        text.append("# Instructions of each cost term (CostTerm in memory-model), by least squares over random ops.\n");
        text.append(String.format(
                Locale.ROOT,
                "# Made by scripts/calibrate: board %s under emulation, %s chains, seed %s. See docs/measuring.md.\n",
                args[0],
                args[1],
                args[2]));
        text.append("core: ").append(board.mcu().core().gccName()).append('\n');
        text.append("dsp: ").append(board.mcu().dsp()).append('\n');
        text.append("instructions:\n");
        costs.forEach((term, cost) ->
                text.append("  ").append(term).append(": ").append(cost).append('\n'));
        return text.toString();
    }
}
