package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the writers of single steps share: the graph, places in the arena, and names.
 *
 * @param order of weights of convolutions and dense layers
 * @param columnBytes {@code TNS_COLUMN_BYTES}
 * @param weightNames the arrays of the weights written so far
 */
record StepContext(
        Schedule schedule,
        WeightOrder order,
        int columnBytes,
        Identifiers identifiers,
        Map<SharedWeights, String> weightNames) {
    /** Weights of a tensor as they stand in flash. */
    record SharedWeights(int tensor, ByteBuffer bytes) {}

    static StepContext of(Schedule schedule, WeightOrder order, int columnBytes) {
        return new StepContext(schedule, order, columnBytes, new Identifiers(), new HashMap<>());
    }

    Graph graph() {
        return schedule.graph();
    }

    Tensor tensor(int index) {
        return graph().tensor(index);
    }

    /** The index among all that are metered of the reading of an input that comes by rows: after all ops. */
    int inputOp() {
        return schedule.steps().stream().mapToInt(step -> step.ops().size()).sum();
    }

    /** The address of an activation. */
    String address(int tensor) {
        return address(schedule.placement(tensor).arenaOffsetBytes());
    }

    /** The address of an offset in the arena. */
    String address(long arenaOffset) {
        return new ArenaArrays(schedule).address(arenaOffset);
    }

    /** The condition that {@code bytes} from an offset on lie within their array. */
    String fits(long arenaOffset, String bytes) {
        return new ArenaArrays(schedule).fits(arenaOffset, bytes);
    }

    /** The tensors that an op reads, without its parameters, in its order. */
    List<Integer> activations(Op op) {
        return op.inputs().stream().filter(t -> !tensor(t).isParameter()).toList();
    }

    String name(int outputTensor, String part) {
        return identifiers.allocate(tensor(outputTensor).name() + "_" + part);
    }

    IllegalArgumentException unsupported(int outputTensor, String what, String maybe) {
        return new IllegalArgumentException("The op that writes ("
                + tensor(outputTensor).name() + ") " + what + ": the runtime has no kernel for that.\nMaybe " + maybe);
    }

    void requireBatchOfOne(int outputTensor, Shape shape) {
        if (shape.dim(0) != 1) {
            throw unsupported(outputTensor, "works on a batch of (" + shape.dim(0) + ")", "export it with batch 1.");
        }
    }

    void requireNotInPlace(Step.Layer layer, int outputTensor) {
        if (layer.inPlace()) {
            throw unsupported(
                    outputTensor, "is planned in place", "the planner and this version do not belong together.");
        }
    }

    void requireSameQuantization(int input, int output) {
        if (!tensor(input).requireQuantization().equals(tensor(output).requireQuantization())) {
            throw unsupported(
                    output,
                    "has (" + tensor(input).requireQuantization() + ") in and ("
                            + tensor(output).requireQuantization() + ") out",
                    "quantize it with equal scales, as TFLite requires.");
        }
    }
}
