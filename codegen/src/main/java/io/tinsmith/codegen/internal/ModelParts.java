package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the generated C of a schedule consists of, found without writing it, so that graphs without data will do.
 *
 * @param kernels names of the runtime's functions that the model calls, and of the C library's
 * @param layers ops that one call runs
 * @param rows ops that run row by row
 * @param moves splits, groups, and rows in several strips, each once for each strip: code on parts of tensors
 * @param constantBytes parameters and names of ops
 * @param streamArrayBytes arrays on the stack of the stream with the largest
 */
public record ModelParts(
        Set<String> kernels, int layers, int rows, int moves, int streams, long constantBytes, long streamArrayBytes) {
    private static final String COPY = "memcpy";

    /** sizeof of {@code tns_bottleneck_params}. */
    private static final int SPLIT_BYTES = 5 * 4;

    public ModelParts {
        kernels = Set.copyOf(kernels);
    }

    public static ModelParts of(Schedule schedule) {
        Graph graph = schedule.graph();
        Set<String> kernels = new TreeSet<>();
        Set<String> names = new HashSet<>();
        int layers = 0;
        int rows = 0;
        int moves = 0;
        int streams = 0;
        long constants = 0;
        long arrays = 0;
        for (Step step : schedule.steps()) {
            for (int index : step.ops()) {
                Op op = graph.ops().get(index);
                names.add(Identifiers.opName(graph.tensor(op.output()).name()));
                constants += 4 + parameterBytes(graph, op);
            }
            if (step instanceof Step.Stream stream) {
                Set<Integer> within = within(stream);
                int stages = step.ops().size() - within.size() + sources(graph, stream);
                streams++;
                rows += stages;
                moves += stream.splits().size() + (stream.strips() > 1 ? stages * stream.strips() : 0);
                constants += (long) SPLIT_BYTES * stream.splits().size();
                kernels.addAll(kernels(graph, stream, within));
                arrays = Math.max(arrays, arrays(graph, stream, within));
                constants += (4 + aligned("input".length() + 1L, 4)) * sources(graph, stream);
            } else {
                layers += step.ops().size();
                moves += step instanceof Step.Grouped ? 1 : 0;
                for (int index : step.ops()) {
                    Op op = graph.ops().get(index);
                    boolean inPlace = step instanceof Step.Layer layer && layer.inPlace();
                    kernels.addAll(kernels(graph, op, false, inPlace));
                    if (op instanceof Op.Reshape reshape && copies(schedule, reshape)) {
                        kernels.add(COPY);
                    }
                }
            }
        }
        if (moves > 0) {
            // Parameters of a part are a copy, longer than what gcc copies in place.
            kernels.add(COPY);
        }
        // A string with its end, from a multiple of 4.
        constants += names.stream().mapToLong(n -> aligned(n.length() + 1L, 4)).sum();
        return new ModelParts(kernels, layers, rows, moves, streams, constants, arrays);
    }

    /** Stages without inputs: 1 if the stream asks for the rows of the graph's input. */
    private static int sources(Graph graph, Step.Stream stream) {
        int input = graph.inputs().get(0);
        return stream.rings().stream().anyMatch(ring -> ring.tensor() == input) ? 1 : 0;
    }

    /** Ops that a split computes inside its projection's rows. */
    private static Set<Integer> within(Step.Stream stream) {
        return stream.splits().stream()
                .flatMap(s -> Stream.of(s.expand(), s.depthwise()))
                .collect(Collectors.toSet());
    }

    private static Set<String> kernels(Graph graph, Step.Stream stream, Set<Integer> within) {
        Set<String> kernels = new TreeSet<>(Set.of("tns_stream"));
        if (stream.strips() > 1) {
            kernels.add("tns_strip");
        }
        Set<Integer> sums =
                stream.accumulations().stream().map(Accumulation::op).collect(Collectors.toSet());
        Set<Integer> split = stream.splits().stream().map(Split::project).collect(Collectors.toSet());
        for (int index : stream.ops()) {
            Op op = graph.ops().get(index);
            if (split.contains(index)) {
                kernels.add("tns_bottleneck_row_s8");
            } else if (sums.contains(index)) {
                String kernel = op instanceof Op.AveragePool2d ? "tns_average_pool" : "tns_dense";
                kernels.addAll(Set.of(kernel + "_accumulate_s8", kernel + "_finish_s8", "memset"));
            } else if (!within.contains(index)) {
                kernels.addAll(kernels(graph, op, true, false));
            }
        }
        return kernels;
    }

    private static long arrays(Graph graph, Step.Stream stream, Set<Integer> within) {
        Set<Integer> tensors = new HashSet<>();
        long taps = 1;
        for (int index : stream.ops()) {
            Op op = graph.ops().get(index);
            tensors.add(op.output());
            op.inputs().stream().filter(t -> !graph.tensor(t).isParameter()).forEach(tensors::add);
            boolean sums = stream.accumulations().stream().anyMatch(x -> x.op() == index);
            taps = Math.max(taps, sums ? 0 : taps(graph, op));
        }
        int stages = stream.ops().size() - within.size() + sources(graph, stream);
        return arrays(tensors.size() - within.size(), stages, taps);
    }

    private static Set<String> kernels(Graph graph, Op op, boolean row, boolean inPlace) {
        String end = row ? "_row_s8" : "_s8";
        boolean filters = op instanceof Op.Conv2d || op instanceof Op.DepthwiseConv2d;
        if (filters
                && graph.tensor(op.inputs().get(1)).shape().channels()
                        != graph.tensor(op.inputs().get(0)).shape().channels()) {
            return Set.of("tns_conv_groups_s8");
        }
        if (op instanceof Op.Mean) {
            return Set.of("tns_mean_s8");
        }
        if (op instanceof Op.Conv2d conv) {
            Shape w = graph.tensor(conv.weights()).shape();
            boolean pointwise = w.dim(1) == 1
                    && w.dim(2) == 1
                    && conv.window().strideH() == 1
                    && conv.window().strideW() == 1;
            return Set.of((pointwise ? "tns_conv_1x1" : "tns_conv") + end);
        }
        if (op instanceof Op.DepthwiseConv2d) {
            return inPlace ? Set.of("tns_depthwise_inplace_s8", COPY) : Set.of("tns_depthwise" + end);
        }
        if (op instanceof Op.FullyConnected) {
            return Set.of("tns_dense_s8");
        }
        if (op instanceof Op.Pairwise pairwise) {
            return Set.of(PairSteps.kernel(graph, pairwise));
        }
        if (op instanceof Op.Unary) {
            return Set.of("tns_lookup_s8");
        }
        if (op instanceof Op.AveragePool2d) {
            return Set.of("tns_average_pool" + end);
        }
        if (op instanceof Op.MaxPool2d) {
            return Set.of("tns_max_pool" + end);
        }
        if (op instanceof Op.Concat) {
            return Set.of("tns_concat_s8", COPY);
        }
        if (op instanceof Op.Pad) {
            return Set.of("tns_move_s8", COPY, "memset");
        }
        if (op instanceof Op.Transpose || op instanceof Op.Slice) {
            return Set.of("tns_move_s8", COPY);
        }
        if (op instanceof Op.ResizeNearest) {
            return row
                    ? Set.of("tns_resize_nearest_row_s8", COPY)
                    : Set.of("tns_resize_nearest_s8", "tns_resize_nearest_row_s8", COPY);
        }
        if (op instanceof Op.Resize resize) {
            return resize.interpolation() == Interpolation.NEAREST
                    ? Set.of("tns_resize_pixels_s8", COPY)
                    : Set.of("tns_resize_bilinear_s8");
        }
        if (op instanceof Op.Reduce reduce) {
            return Set.of(reduce.function() == Reduction.MAX ? "tns_reduce_max_s8" : "tns_reduce_sum_s8");
        }
        if (op instanceof Op.TransposeConv) {
            return Set.of("tns_transpose_conv_s8");
        }
        return op instanceof Op.Softmax ? Set.of("tns_softmax_s8") : Set.of();
    }

    /** Whether it copies by a call: gcc copies up to 64 bytes in place. */
    private static boolean copies(Schedule schedule, Op.Reshape op) {
        return schedule.graph().tensor(op.output()).bytes() > 64
                && schedule.placement(op.input()).arenaOffsetBytes()
                        != schedule.placement(op.output()).arenaOffsetBytes();
    }

    /** sizeof of the kernel's parameters, all of whose members are words, and of the array that some have beside. */
    private static long parameterBytes(Graph graph, Op op) {
        if (op instanceof Op.Conv2d || op instanceof Op.DepthwiseConv2d) {
            return 22 * 4;
        }
        if (op instanceof Op.FullyConnected) {
            return 10 * 4;
        }
        if (op instanceof Op.Pairwise pairwise) {
            return PairSteps.parameterBytes(graph, pairwise);
        }
        if (op instanceof Op.Mean) {
            return 6 * 4;
        }
        if (op instanceof Op.Unary) {
            return 2 * 4 + 256;
        }
        if (op instanceof Op.AveragePool2d || op instanceof Op.MaxPool2d) {
            return 13 * 4;
        }
        if (op instanceof Op.Concat) {
            return (4 + op.inputs().size()) * 4L;
        }
        if (op instanceof Op.Pad || op instanceof Op.Transpose || op instanceof Op.Slice) {
            return 12 * 4;
        }
        if (op instanceof Op.ResizeNearest) {
            return 6 * 4;
        }
        if (op instanceof Op.Resize resize) {
            Shape out = graph.tensor(resize.output()).shape();
            return resize.interpolation() == Interpolation.NEAREST
                    ? 6 * 4 + aligned(2L * out.height(), 4) + aligned(2L * out.width(), 4)
                    : 9 * 4;
        }
        if (op instanceof Op.Reduce) {
            return 12 * 4;
        }
        if (op instanceof Op.TransposeConv) {
            return 20 * 4;
        }
        return op instanceof Op.Softmax ? 5 * 4 : 0;
    }

    /** Rows that the op's row function gets, at the most. */
    private static long taps(Graph graph, Op op) {
        if (op instanceof Op.Conv2d conv) {
            return graph.tensor(conv.weights()).shape().dim(1);
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return graph.tensor(conv.weights()).shape().dim(1);
        }
        if (op instanceof Op.MaxPool2d pool) {
            return pool.kernelH();
        }
        if (op instanceof Op.AveragePool2d pool) {
            return pool.kernelH();
        }
        return op.inputs().size();
    }

    private static long arrays(long tensors, long stages, long taps) {
        return aligned(2 * tensors, 4) + aligned(stages, 4) + 4 * taps;
    }

    private static long aligned(long bytes, long to) {
        return (bytes + to - 1) / to * to;
    }
}
