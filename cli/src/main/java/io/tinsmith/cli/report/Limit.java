package io.tinsmith.cli.report;

/**
 * Something that a program may not take more of than there is.
 *
 * @param what it is
 * @param from who set the limit: a board's name or an option
 * @param needed predicted, of a time estimated; in bytes, a time in microseconds
 * @param available in the same unit
 */
public record Limit(What what, String from, long needed, long available, boolean fits) {
    public static Limit of(What what, String from, long needed, long available) {
        return new Limit(what, from, needed, available, needed <= available);
    }

    /** What is limited. */
    public enum What {
        SRAM("SRAM"),
        FLASH("flash"),
        LATENCY("time");

        private final String text;

        What(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }
}
