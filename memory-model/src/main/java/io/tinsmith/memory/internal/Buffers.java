package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import java.util.Arrays;
import java.util.List;

/**
 * The rectangles (lifetime x size) to be packed: one for each chain of tensors that share memory, and one for each
 * scratch buffer. The first {@code count} entries of the arrays count.
 *
 * @param sizes aligned sizes in bytes
 * @param trailer by buffer: the one that may stand in its place from some distance below, or -1
 * @param distance by buffer: that distance
 * @param trails by buffer: it is one of such a pair
 * @param neighbours by buffer: those that are live with it at some time
 * @param ofTensor buffer of a tensor, -1 for parameters
 * @param scratchOf buffer of an op's scratch or sums, -1 for none; that of a block belongs to its first op
 */
public record Buffers(
        int steps,
        int count,
        long[] sizes,
        int[] firstUse,
        int[] lastUse,
        int[] trailer,
        long[] distance,
        boolean[] trails,
        int[] ofTensor,
        int[] scratchOf,
        int[][] neighbours) {

    /**
     * The buffers of one choice of in-place moves.
     *
     * @param sources by step: the tensor over which the step's op writes, or -1
     */
    public static Buffers of(Graph graph, List<Block> blocks, Liveness liveness, int[] sources) {
        int tensors = graph.tensors().size();
        long[] sizes = new long[tensors + graph.ops().size() + blocks.size()];
        int[] first = new int[sizes.length];
        int[] last = new int[sizes.length];
        int[] ofTensor = new int[tensors];
        int[] scratchOf = new int[graph.ops().size()];
        int[] trailer = new int[sizes.length];
        long[] distance = new long[sizes.length];
        boolean[] trails = new boolean[sizes.length];
        Arrays.fill(trailer, -1);
        Arrays.fill(ofTensor, -1);
        Arrays.fill(scratchOf, -1);
        int count = 0;
        for (int input : graph.inputs()) {
            ofTensor[input] = count;
            Tensor tensor = graph.tensor(input);
            sizes[count] = Schedule.aligned(blocks.isEmpty() ? tensor.bytes() : bytes(tensor, blocks.get(0), input));
            last[count++] = liveness.lastUse()[input];
        }
        for (int step = 0; step < blocks.size(); step++) {
            Block block = blocks.get(step);
            for (int index : block.ops()) {
                Op op = graph.ops().get(index);
                int output = op.output();
                if (block.isWithin(graph, output)) {
                    continue;
                }
                boolean inPlace = sources[step] >= 0;
                int buffer = inPlace ? ofTensor[sources[step]] : count++;
                if (!inPlace) {
                    sizes[buffer] = Schedule.aligned(bytes(graph.tensor(output), block, output));
                    first[buffer] = step;
                }
                ofTensor[output] = buffer;
                last[buffer] = liveness.lastUse()[output];
                long scratch = block.stream() ? block.sumsBytes(graph, index) : KernelScratch.bytes(graph, op, inPlace);
                if (scratch > 0) {
                    scratchOf[index] = count;
                    sizes[count] = Schedule.aligned(scratch);
                    first[count] = step;
                    last[count++] = step;
                }
            }
            if (block.scratchBytes() > 0) {
                scratchOf[block.ops()[0]] = count;
                sizes[count] = Schedule.aligned(block.scratchBytes());
                first[count] = step;
                last[count++] = step;
            }
            Trail trail = block.trail();
            if (trail.input() >= 0 && last[ofTensor[trail.input()]] == step) {
                trailer[ofTensor[trail.input()]] = ofTensor[trail.output()];
                distance[ofTensor[trail.input()]] = trail.distance();
                trails[ofTensor[trail.input()]] = true;
                trails[ofTensor[trail.output()]] = true;
            }
        }
        return new Buffers(
                Math.max(1, blocks.size()),
                count,
                sizes,
                first,
                last,
                trailer,
                distance,
                trails,
                ofTensor,
                scratchOf,
                neighbours(count, first, last));
    }

    static int[][] neighbours(int count, int[] first, int[] last) {
        int[][] neighbours = new int[count][];
        int[] found = new int[count];
        for (int a = 0; a < count; a++) {
            int size = 0;
            for (int b = 0; b < count; b++) {
                if (a != b && first[a] <= last[b] && first[b] <= last[a]) {
                    found[size++] = b;
                }
            }
            neighbours[a] = Arrays.copyOf(found, size);
        }
        return neighbours;
    }

    private static long bytes(Tensor tensor, Block block, int index) {
        int rows = block.ringRows(index);
        return rows > 0 ? Ring.bytes(tensor, rows, block.ringColumns()[index]) : tensor.bytes();
    }

    /** Bytes that are live in each step. */
    public long[] liveBytes() {
        long[] live = new long[steps];
        for (int b = 0; b < count; b++) {
            for (int step = firstUse[b]; step <= lastUse[b]; step++) {
                live[step] = Math.addExact(live[step], sizes[b]);
            }
            if (trailer[b] >= 0) {
                live[lastUse[b]] -= Trail.saving(sizes[b], sizes[trailer[b]], distance[b]);
            }
        }
        return live;
    }

    public boolean conflict(int a, int b) {
        return firstUse[a] <= lastUse[b] && firstUse[b] <= lastUse[a];
    }

    /** Whether some pair of buffers may overlap. */
    public boolean hasTrails() {
        for (int b = 0; b < count; b++) {
            if (trails[b]) {
                return true;
            }
        }
        return false;
    }

    /** Least distance from the start of {@code lower} to that of {@code upper}, if both are live at once. */
    public long gap(int lower, int upper) {
        return trailer[upper] == lower ? distance[upper] : sizes[lower];
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
