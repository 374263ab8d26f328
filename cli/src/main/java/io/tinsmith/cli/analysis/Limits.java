package io.tinsmith.cli.analysis;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.Limit;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a program may take, as far as anything was said. */
public final class Limits {
    /** A limit in bytes or microseconds, and who set it. */
    private record Given(String from, long available) {}

    private final Map<Limit.What, Given> given = new EnumMap<>(Limit.What.class);

    private Limits() {}

    public static Limits none() {
        return new Limits();
    }

    /** The memory of a board. */
    public static Limits of(Board board) {
        return none().and(Limit.What.SRAM, board.name(), board.sramBytes())
                .and(Limit.What.FLASH, board.name(), board.flashBytes());
    }

    /** With one more, or another in place of the one there was. */
    public Limits and(Limit.What what, String from, long available) {
        Limits more = new Limits();
        more.given.putAll(given);
        more.given.put(what, new Given(from, available));
        return more;
    }

    Optional<Long> sramBytes() {
        return Optional.ofNullable(given.get(Limit.What.SRAM)).map(Given::available);
    }

    /**
     * What a schedule's program needs of each.
     *
     * @throws CommandException if there is a limit of time and the table of costs lacks what the schedule does
     */
    List<Limit> check(Schedule schedule, Prediction memory, LatencyModel times) {
        List<Limit> limits = new ArrayList<>();
        given.forEach((what, limit) -> {
            long needed = switch (what) {
                case SRAM -> memory.sramBytes();
                case FLASH -> memory.flashBytes();
                case LATENCY -> micros(schedule, times);
            };
            limits.add(Limit.of(what, limit.from(), needed, limit.available()));
        });
        return limits;
    }

    /** Whether a schedule's program is within all. */
    boolean fits(Schedule schedule, Prediction memory, LatencyModel times) {
        return check(schedule, memory, times).stream().allMatch(Limit::fits);
    }

    private static long micros(Schedule schedule, LatencyModel times) {
        if (!times.knows(schedule)) {
            throw new CommandException("The time of an inference can't be estimated: the table of costs of the board ("
                    + times.board().name() + ") lacks one of what this network does.\nMaybe leave out --latency.");
        }
        return Math.round(1e3 * times.of(schedule).millis());
    }
}
