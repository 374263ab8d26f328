package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Schedule;
import java.util.Arrays;

/**
 * The rectangles (lifetime x size) to be packed: one for each chain of tensors that share memory, and one for each
 * scratch buffer. The first {@code count} entries of the arrays count.
 *
 * @param sizes aligned sizes in bytes
 * @param ofTensor buffer of a tensor, -1 for parameters
 * @param scratchOf buffer of a step's scratch, -1 for none
 */
public record Buffers(
        int steps, int count, long[] sizes, int[] firstUse, int[] lastUse, int[] ofTensor, int[] scratchOf) {

    /**
     * The buffers of one choice of in-place moves.
     *
     * @param sources by step: the tensor over which the step's op writes, or -1
     */
    public static Buffers of(Graph graph, int[] order, Liveness liveness, int[] sources) {
        int tensors = graph.tensors().size();
        long[] sizes = new long[tensors + order.length];
        int[] first = new int[sizes.length];
        int[] last = new int[sizes.length];
        int[] ofTensor = new int[tensors];
        int[] scratchOf = new int[order.length];
        Arrays.fill(ofTensor, -1);
        Arrays.fill(scratchOf, -1);
        int count = 0;
        for (int input : graph.inputs()) {
            ofTensor[input] = count;
            sizes[count] = Schedule.aligned(graph.tensor(input).bytes());
            last[count++] = liveness.lastUse()[input];
        }
        for (int step = 0; step < order.length; step++) {
            Op op = graph.ops().get(order[step]);
            int output = op.output();
            boolean inPlace = sources[step] >= 0;
            int buffer = inPlace ? ofTensor[sources[step]] : count++;
            if (!inPlace) {
                sizes[buffer] = Schedule.aligned(graph.tensor(output).bytes());
                first[buffer] = step;
            }
            ofTensor[output] = buffer;
            last[buffer] = liveness.lastUse()[output];
            long scratch = KernelScratch.bytes(graph, op, inPlace);
            if (scratch > 0) {
                scratchOf[step] = count;
                sizes[count] = Schedule.aligned(scratch);
                first[count] = step;
                last[count++] = step;
            }
        }
        return new Buffers(Math.max(1, order.length), count, sizes, first, last, ofTensor, scratchOf);
    }

    /** Bytes that are live in each step. */
    public long[] liveBytes() {
        long[] live = new long[steps];
        for (int b = 0; b < count; b++) {
            for (int step = firstUse[b]; step <= lastUse[b]; step++) {
                live[step] = Math.addExact(live[step], sizes[b]);
            }
        }
        return live;
    }

    public boolean conflict(int a, int b) {
        return firstUse[a] <= lastUse[b] && firstUse[b] <= lastUse[a];
    }

    /** Size of the arena that these offsets need. */
    public long height(long[] offsets) {
        long height = 0;
        for (int b = 0; b < count; b++) {
            height = Math.max(height, offsets[b] + sizes[b]);
        }
        return height;
    }
}
