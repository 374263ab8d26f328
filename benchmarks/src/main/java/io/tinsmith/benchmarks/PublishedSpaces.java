package io.tinsmith.benchmarks;

import io.tinsmith.search.NetworkSpace;
import java.util.List;
import java.util.Locale;

/** The ten best of TinyNAS's 108 spaces at 320 KB of SRAM and 1 MB of flash: Lin et al. 2020, arXiv:2007.10319, figure 3. */
final class PublishedSpaces {
    /** Best first. */
    static final List<Row> TEN = List.of(
            new Row("w0.5-r144", 52.0),
            new Row("w0.5-r128", 46.9),
            new Row("w0.4-r144", 46.9),
            new Row("w0.6-r112", 41.3),
            new Row("w0.4-r128", 39.3),
            new Row("w0.7-r112", 38.4),
            new Row("w0.5-r112", 38.3),
            new Row("w0.3-r160", 32.5),
            new Row("w0.4-r112", 32.4),
            new Row("w0.7-r96", 31.4));

    private PublishedSpaces() {}

    /**
     * One space.
     *
     * @param meanMillions mean MACs of the samples that fit, in millions; the paper says FLOPs
     */
    record Row(String name, double meanMillions) {}

    /** The paper's name of a space. */
    static String nameOf(NetworkSpace<?> space) {
        return String.format(Locale.ROOT, "w%.1f-r%d", space.widthMultiplier(), space.resolution());
    }
}
