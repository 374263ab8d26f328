package io.tinsmith.cli.page;

import java.util.ArrayList;
import java.util.List;

/** A linear axis with ticks at round numbers: data {@code [low, high]} onto user units {@code [from, to]}. */
record Scale(double low, double high, double from, double to, double step) {
    /**
     * Widens the data's range to whole ticks.
     *
     * @param ticks about how many
     */
    static Scale around(double low, double high, double from, double to, int ticks) {
        double span = high > low ? high - low : Math.max(Math.abs(high), 1);
        double step = roundUp(span / ticks);
        double first = Math.floor(low / step + 1e-9) * step;
        double last = Math.ceil(high / step - 1e-9) * step;
        return new Scale(first, last > first ? last : first + step, from, to, step);
    }

    /** The data's range as it is, with ticks at round numbers inside it. */
    static Scale within(double low, double high, double from, double to, int ticks) {
        double span = high > low ? high - low : Math.max(Math.abs(high), 1);
        return new Scale(low, low + span, from, to, roundUp(span / ticks));
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(low / step - 1e-9) * step;
        int count = (int) Math.floor((high - first) / step + 1e-9);
        for (int i = 0; i <= count; i++) {
            ticks.add(first + i * step);
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double roundUp(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double mantissa = raw / power;
        double round = mantissa <= 1.0001 ? 1 : mantissa <= 2.0001 ? 2 : mantissa <= 5.0001 ? 5 : 10;
        return round * power;
    }
}
