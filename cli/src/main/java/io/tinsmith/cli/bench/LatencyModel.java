package io.tinsmith.cli.bench;

import io.tinsmith.cli.CommandException;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.CycleModel;
import io.tinsmith.targets.CycleRange;
import io.tinsmith.targets.InstructionCosts;
import java.util.Locale;

/**
 * How long an inference takes on a board, before anything is built: instructions by the table of costs of its core, and
 * cycles as an estimate from them. A table that was measured in cycles on the board itself gives cycles at once.
 */
public final class LatencyModel {
    private final Board board;
    private final Optimize optimize;
    private final InstructionCosts.Unit unit;
    private final CostTable table;
    private final CycleModel cycles;
    private final int flashWaitStates;

    private LatencyModel(Board board, Optimize optimize, InstructionCosts costs) {
        this.board = board;
        this.optimize = optimize;
        this.unit = costs.unit();
        this.table = CostTable.of(Kernels.of(costs.kernels()), costs.costs());
        this.cycles = CycleModel.of(board.mcu().core());
        this.flashWaitStates = board.flashWaitStates();
    }

    /** By the table that comes with Tinsmith, that of balanced kernels where those of {@code optimize} have none. */
    public static LatencyModel of(Board board, Optimize optimize) {
        InstructionCosts costs =
                InstructionCosts.of(board.mcu(), name(optimize)).orElseGet(() -> InstructionCosts.of(board.mcu()));
        return new LatencyModel(board, optimize, costs);
    }

    /**
     * By a table of someone's own.
     *
     * @throws CommandException if it is of other kernels than the board runs
     */
    public static LatencyModel of(Board board, Optimize optimize, InstructionCosts costs) {
        String kernels = InstructionCosts.kernels(board.mcu());
        if (!costs.kernels().equals(kernels)) {
            throw new CommandException("The table of costs is of the kernels (" + costs.kernels() + "); the board ("
                    + board.name() + ") runs (" + kernels
                    + ").\nMaybe calibrate this board: tinsmith calibrate --board "
                    + board.name());
        }
        try {
            return new LatencyModel(board, optimize, costs);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String name(Optimize optimize) {
        return optimize.name().toLowerCase(Locale.ROOT);
    }

    /** Whose core's costs these are. */
    public Board board() {
        return board;
    }

    /** Whether the table has a cost for all that a schedule does. */
    public boolean knows(Schedule schedule) {
        CostTable costs = table(schedule);
        return InstructionModel.terms(schedule, costs.kernels()).stream().allMatch(costs::knows);
    }

    /**
     * What an inference takes.
     *
     * @throws IllegalArgumentException if the table lacks a cost
     */
    public Latency of(Schedule schedule) {
        long counted = InstructionModel.instructions(schedule, table(schedule));
        return unit == InstructionCosts.Unit.CYCLES
                ? new Latency(0, new CycleRange(counted, counted, counted), board.clockHz())
                : ofInstructions(counted);
    }

    /** What so many instructions take. */
    public Latency ofInstructions(long instructions) {
        return new Latency(instructions, cycles.estimate(instructions, flashWaitStates), board.clockHz());
    }

    /** The costs, for kernels whose columns are as wide as those of a model. */
    public CostTable table(Schedule schedule) {
        return table.withColumnBytes(optimize.columnBytes(schedule.graph(), board.mcu()));
    }

    /**
     * What an inference is predicted to take.
     *
     * @param instructions 0 where the table is of cycles
     */
    public record Latency(long instructions, CycleRange cycles, long clockHz) {
        public double millis() {
            return 1e3 * cycles.cycles() / clockHz;
        }

        public double lowMillis() {
            return 1e3 * cycles.low() / clockHz;
        }

        public double highMillis() {
            return 1e3 * cycles.high() / clockHz;
        }
    }
}
