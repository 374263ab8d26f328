package io.tinsmith.cli.report;

import java.util.List;

/**
 * One step of a schedule.
 *
 * @param ops indices in the graph, in the order of the schedule
 * @param firstOp name of the output of the first of them
 * @param lastOp name of the output of the last
 * @param strips of a stream; 1 where it runs on whole rows, and for steps of other kinds
 * @param splits bottlenecks that are run some channels at a time
 * @param tensorBytes whole tensors that are live, bytes that two of them share counted once
 * @param liveBytes all that is live: tensors, rings and scratch
 * @param macs with all that is computed more than once
 * @param recomputedMacs how many of them layer-wise execution would save
 */
public record StepRow(
        int step,
        Kind kind,
        List<Integer> ops,
        String firstOp,
        String lastOp,
        int strips,
        int splits,
        List<Ring> rings,
        long tensorBytes,
        long ringBytes,
        long scratchBytes,
        long liveBytes,
        long macs,
        long recomputedMacs) {
    public StepRow {
        ops = List.copyOf(ops);
        rings = List.copyOf(rings);
    }

    /** The newest rows of a tensor. */
    public record Ring(int tensor, String name, int rows, int columns, long arenaOffsetBytes, long sizeBytes) {}

    /** What one call of the firmware does. */
    public enum Kind {
        /** One op on whole tensors. */
        LAYER("layer"),
        /** One op, its output over an input that dies. */
        IN_PLACE("in place"),
        /** Several ops row by row. */
        STREAM("stream"),
        /** The same for one strip of columns after another, with what neighbours share computed again. */
        STRIPS("strips"),
        /** A stream with bottlenecks that are run some channels at a time. */
        SPLIT("split"),
        /** A convolution into a pooling, some channels at a time. */
        GROUPED("grouped");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** For people. */
        public String word() {
            return word;
        }
    }

    /** Such as {@code stream} or {@code strips x4, split x2}. */
    public String kindText() {
        String text = strips > 1 ? Kind.STRIPS.word() + " x" + strips : kind.word();
        if (splits > 0) {
            text = (strips > 1 ? text + ", " : "") + Kind.SPLIT.word() + " x" + splits;
        }
        return text;
    }
}
