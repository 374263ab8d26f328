package io.tinsmith.codegen.internal;

import io.tinsmith.memory.ArenaPart;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.MemoryRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The linker's memory for a part of the arena beyond the first, which lies with stack and statics: at the end of its region,
 * so that the memory guard has room below.
 *
 * @param origin a multiple of 1024, where the memory guard can end
 * @param usedBytes what the part takes
 */
record PartMemory(String name, long origin, long usedBytes) {
    private static final long GRAIN = 1024;

    /** The parts at the addresses of the board; none where the arena has only one part. */
    static List<PartMemory> ofBoard(Schedule schedule, Board board) {
        List<PartMemory> memory = new ArrayList<>();
        for (ArenaPart part : beyondFirst(schedule)) {
            memory.add(within(part, region(part, board)));
        }
        return memory;
    }

    /**
     * The parts at addresses of the emulated machine: of its spare region, if that has the part's name; else one after
     * the other behind the size of the board's first region.
     */
    static List<PartMemory> ofEmulation(Schedule schedule, Board board, Emulation emulation) {
        List<PartMemory> memory = new ArrayList<>();
        if (schedule.parts().size() == 1) {
            return memory;
        }
        long next = emulation.data().originAddress() + mainBytes(schedule, board);
        for (ArenaPart part : beyondFirst(schedule)) {
            MemoryRegion real = region(part, board);
            Optional<MemoryRegion> spare =
                    emulation.spare().filter(s -> s.name().equals(part.name()) && s.sizeBytes() >= part.usedBytes());
            if (spare.isPresent()) {
                memory.add(within(part, spare.get()));
                continue;
            }
            if (next + real.sizeBytes() > emulation.data().endAddress()) {
                throw new IllegalArgumentException("The region (" + part.name() + ") of (" + real.sizeBytes()
                        + ") bytes has no place in the RAM of the emulated machine (" + emulation.machine()
                        + ").\nMaybe name other regions.");
            }
            memory.add(within(
                    part,
                    new MemoryRegion(
                            real.name(), real.kind(), next, real.sizeBytes(), real.waitStates(), real.source())));
            next += real.sizeBytes();
        }
        return memory;
    }

    /**
     * Bytes of the region where stack, statics and the first part of the arena lie: all of the board's RAM where the arena has
     * one part, else the region that the part names.
     *
     * @throws IllegalArgumentException if that is not where the board's RAM begins
     */
    static long mainBytes(Schedule schedule, Board board) {
        if (schedule.parts().size() == 1) {
            return board.sramBytes();
        }
        MemoryRegion main = board.mcu().region(schedule.parts().get(0).name());
        if (main.originAddress() != board.data().originAddress()) {
            throw new IllegalArgumentException("The first part of the arena lies in region (" + main.name()
                    + "), but the RAM of board (" + board.name() + ") begins in another one, where the stack must"
                    + " lie.\nMaybe name that region first.");
        }
        return Math.min(main.sizeBytes(), board.sramBytes());
    }

    private static List<ArenaPart> beyondFirst(Schedule schedule) {
        List<ArenaPart> parts = schedule.parts();
        return parts.subList(1, parts.size()).stream()
                .filter(p -> p.usedBytes() > 0)
                .toList();
    }

    /** The region of a part, without what the board reserves at the end of its RAM. */
    private static MemoryRegion region(ArenaPart part, Board board) {
        MemoryRegion region = board.mcu().region(part.name());
        if (region.kind() != MemoryRegion.Kind.RAM) {
            throw new IllegalArgumentException(
                    "The region (" + region.name() + ") of board (" + board.name() + ") is no RAM.");
        }
        long end = board.data().originAddress() + board.sramBytes();
        return region.contains(end) && region.overlaps(board.data())
                ? region.limitedTo(Math.max(1, end - region.originAddress()))
                : region;
    }

    private static PartMemory within(ArenaPart part, MemoryRegion region) {
        long origin = (region.endAddress() - part.usedBytes()) / GRAIN * GRAIN;
        if (origin < region.originAddress()) {
            throw new IllegalArgumentException("The part (" + part.name() + ") of the arena takes (" + part.usedBytes()
                    + ") bytes, its region (" + region.sizeBytes() + ").\nMaybe place it again for this board.");
        }
        return new PartMemory(part.name(), origin, part.usedBytes());
    }

    private String region() {
        return "ARENA_" + name.toUpperCase(Locale.ROOT);
    }

    /** Its line in the linker script's memory map. */
    String memory() {
        return "    " + region() + " (rw) : ORIGIN = " + CText.hex(origin) + ", LENGTH = " + usedBytes + "\n";
    }

    /** Its section, which start-up does not clear. */
    String section() {
        return """
                    .tns_arena_NAME (NOLOAD) : ALIGN(8) {
                        __arena_NAME_start = .;
                        KEEP(*(.bss.tns_arena_NAME))
                        __arena_NAME_end = .;
                    } > REGION

                """.replace("NAME", name).replace("REGION", region());
    }

    String assertion() {
        return "ASSERT(__arena_" + name + "_end - __arena_" + name + "_start == " + usedBytes
                + ", \"a part of the arena has not the planned size\")\n";
    }
}
