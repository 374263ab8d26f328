package io.tinsmith.cli.command;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.page.Units;
import io.tinsmith.memory.ArenaPart;
import io.tinsmith.memory.ArenaRegion;
import io.tinsmith.memory.RegionPlacer;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.MemoryRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Over which regions of a board's memory the arena lies. */
final class RegionsOption {
    private static final String AUTO = "auto";

    /** Of a byte in a region without known wait states: as much as with one. */
    private static final double UNKNOWN_COST = 2;

    /** Sizes of RAM are cut to multiples of it, for the memory guard. */
    private static final long GRAIN = 256;

    @Option(
            names = "--regions",
            paramLabel = "auto|NAME",
            split = ",",
            description =
                    "Regions of the MCU's RAM that share the arena, NAME,NAME...: the first with the stack, whose size is "
                            + "then what --sram limits; auto: all. Default: the board's RAM in one piece")
    private List<String> names = new ArrayList<>();

    boolean isGiven() {
        return !names.isEmpty();
    }

    /**
     * The schedule with its buffers in these regions.
     *
     * @param sramBytes the most that the program may take of the first region
     * @param predicted of the whole program with the arena in one piece
     * @throws DoesNotFitException if the buffers do not fit
     */
    Schedule place(Schedule schedule, Board board, long sramBytes, Prediction predicted) {
        List<ArenaRegion> regions = new ArrayList<>();
        for (MemoryRegion region : regions(board)) {
            double cost =
                    region.waitStates().isPresent() ? 1 + region.waitStates().getAsInt() : UNKNOWN_COST;
            long size = region.sizeBytes();
            if (regions.isEmpty()) {
                long ram = Math.min(size, sramBytes) / GRAIN * GRAIN;
                size = Math.max(0, ram - predicted.sramBytes() + predicted.arenaBytes());
            }
            regions.add(new ArenaRegion(region.name(), size, cost));
        }
        try {
            return RegionPlacer.place(schedule, regions);
        } catch (IllegalArgumentException e) {
            throw new DoesNotFitException(String.valueOf(e.getMessage()));
        }
    }

    private List<MemoryRegion> regions(Board board) {
        if (!names.equals(List.of(AUTO))) {
            return names.stream().map(name -> ram(board, name)).toList();
        }
        List<MemoryRegion> regions = new ArrayList<>();
        for (MemoryRegion region : board.mcu().memory()) {
            boolean isMain = region.originAddress() == board.data().originAddress();
            // What begins at address 0 is for instructions, and holds the null pointer.
            if (region.kind() == MemoryRegion.Kind.RAM && region.originAddress() > 0) {
                regions.add(isMain ? 0 : regions.size(), region);
            }
        }
        return regions;
    }

    private static MemoryRegion ram(Board board, String name) {
        return board.mcu().memory().stream()
                .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
                .filter(region -> region.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The region (" + name + ") is no RAM of the MCU ("
                        + board.mcu().name() + ").\nMaybe one of "
                        + board.mcu().memory().stream()
                                .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
                                .map(MemoryRegion::name)
                                .collect(Collectors.joining(", "))
                        + ", or auto."));
    }

    /** What each region holds. */
    static String text(Schedule schedule) {
        return schedule.parts().stream()
                .map(RegionsOption::text)
                .collect(Collectors.joining(", ", "  arena by region (predicted): ", " bytes"));
    }

    private static String text(ArenaPart part) {
        return part.name() + " " + Units.count(part.usedBytes());
    }
}
