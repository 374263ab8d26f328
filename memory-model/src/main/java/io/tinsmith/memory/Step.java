package io.tinsmith.memory;

import java.util.List;

/** One step of a schedule: what the generated C does in one call. Layer-wise steps run one op; the others several. */
public sealed interface Step {
    /** Indices in {@code graph.ops()}, in an order in which they can run. */
    List<Integer> ops();

    /**
     * One op on whole tensors.
     *
     * @param op index in {@code graph.ops()}
     * @param inPlace the output stands where an input stood that dies here: their arena offsets are equal
     * @param scratchBytes temporary memory of the kernel, 0 if none
     * @param scratchOffsetBytes where it lies in the arena, when there is any
     */
    record Layer(int op, boolean inPlace, long scratchBytes, long scratchOffsetBytes) implements Step {
        @Override
        public List<Integer> ops() {
            return List.of(op);
        }
    }

    /**
     * A convolution into a global average pooling, some channels at a time: those of the convolution's output stand in
     * scratch, {@code H * W * groupChannels} bytes, until their means are taken. Nothing is computed twice.
     *
     * @param conv index in {@code graph.ops()} of a {@code Conv2d} whose output only {@code pool} reads
     * @param pool index of an {@code AveragePool2d} over the whole image
     * @param groupChannels at least 1; the last group may be smaller
     */
    record Grouped(int conv, int pool, int groupChannels, long scratchBytes, long scratchOffsetBytes) implements Step {
        public Grouped {
            if (groupChannels < 1) {
                throw new IllegalArgumentException("Groups of (" + groupChannels + ") channels.");
            }
        }

        @Override
        public List<Integer> ops() {
            return List.of(conv, pool);
        }
    }

    /**
     * Connected ops run row by row. A tensor that is made and used up inside is a {@link Ring}; one that comes in or that
     * something outside reads is whole in the arena (a {@link Placement}, live in this step).
     *
     * <p>The order of rows, the same in the planner, in Java and in C: until all tensors that leave are complete, go to
     * the last op of {@code ops} whose output leaves the block and is not complete; while an input of the op reached is
     * made in the block and has fewer rows than the op's next output row {@code y} needs, go to the op that makes the
     * first such input; then compute one row of the op reached. A windowed op needs {@code min(inH, y * strideH -
     * padTop + (kH - 1) * dilationH + 1)} rows, an element-wise one {@code y + 1}, one that enlarges by {@code
     * factor} {@code y / factor + 1}. A row that an accumulation reads is added to it as soon as it was made; the one output row of the accumulating op is made of the sums.
     *
     * <p>With several strips all this happens once for each, from left to right, on the columns that {@link
     * StripColumns} gives: what a strip needs of its neighbours' columns is computed again. So a strip is a patch of full
     * height whose inside is a stream. Each strip writes the output of an accumulating op, and the last one's stands.
     *
     * <p>A {@link Split} is one op in this order: its projection, which reads the input of its expansion through the
     * window of its depthwise convolution; the expansion and the depthwise convolution have no rows of their own.
     *
     * <p>Whole tensors of a stream of one strip may overlap in one way: the output of the last op over an input that dies
     * in it, so far below that a row is written only over rows that nothing reads any more. A row kernel must therefore
     * read no row above those that its window spans, and write nothing but its row.
     *
     * <p>The graph's input may be a ring as well ({@link PlannerOptions#inputByRows}): the caller then hands in its rows
     * in order, for each strip again, and the op that makes them is the caller.
     *
     * @param ops indices in {@code graph.ops()}, in an order in which they can run
     * @param rings one for each tensor that stays inside, but for those within a split
     * @param accumulations one for each op that adds up its rows: a global average pooling or a dense layer
     * @param strips at least 1
     * @param splits by ascending {@code project}
     * @param scratchOffsetBytes where the scratch of the splits lies, which they share, when there is any
     */
    record Stream(
            List<Integer> ops,
            List<Ring> rings,
            List<Accumulation> accumulations,
            int strips,
            List<Split> splits,
            long scratchOffsetBytes)
            implements Step {
        /** The most activations that one of its ops may read, as the runtime's tables have room for. */
        public static final int MOST_INPUTS = 4;

        public Stream {
            ops = List.copyOf(ops);
            rings = List.copyOf(rings);
            accumulations = List.copyOf(accumulations);
            splits = List.copyOf(splits);
            if (ops.isEmpty()) {
                throw new IllegalArgumentException("A stream of no ops.");
            }
            if (strips < 1) {
                throw new IllegalArgumentException("A stream of (" + strips + ") strips.");
            }
        }

        /** A stream of one strip and no splits. */
        public Stream(List<Integer> ops, List<Ring> rings, List<Accumulation> accumulations) {
            this(ops, rings, accumulations, 1, List.of(), 0);
        }
    }
}
