package io.tinsmith.cli.report;

/** One candidate of the search: predicted whole-program SRAM against MACs. */
public record SearchPoint(long sramBytes, long macs, Kind kind) {
    /** What became of it. */
    public enum Kind {
        TOO_BIG,
        FITS,
        /** Fits, and none is better in one objective of the search without being worse in another. */
        FRONT,
        FINALIST,
        WINNER
    }
}
