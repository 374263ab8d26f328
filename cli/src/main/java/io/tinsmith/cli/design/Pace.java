package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Console;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says so where this machine is much slower than the time plan assumes. It changes nothing else. */
public final class Pace {
    private static final double MUCH_SLOWER = 1.5;

    private final LongSupplier nanoClock;
    private final Console console;
    private long started;

    public Pace(LongSupplier nanoClock, Console console) {
        this.nanoClock = nanoClock;
        this.console = console;
        this.started = nanoClock.getAsLong();
    }

    void start() {
        started = nanoClock.getAsLong();
    }

    void end(String what, double plannedSeconds) {
        double seconds = (nanoClock.getAsLong() - started) / 1e9;
        if (seconds > MUCH_SLOWER * plannedSeconds && seconds - plannedSeconds > 5) {
            console.line(String.format(
                    Locale.ROOT,
                    "  This machine is slower than planned for: the %s took %.0f s, planned were %.0f s.",
                    what,
                    seconds,
                    plannedSeconds));
        }
    }
}
