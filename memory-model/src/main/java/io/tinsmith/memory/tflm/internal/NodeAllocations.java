package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmRevision;
import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import java.util.List;
import java.util.Optional;

/** What a kernel asks for while it is prepared, in its order. */
final class NodeAllocations {
    /** Bytes of the length in front of an array of zero points. */
    private static final int LENGTH_BYTES = 4;

    private static final int INT_BYTES = 4;

    private final TflmSubgraph graph;
    private final int subgraph;
    private final int index;
    private final TflmOp op;
    private final TflmTarget target;
    private final TflmRevision revision;
    private final ArenaMeter meter;
    private final List<Scratch> scratch;
    private long scratchBytes;

    NodeAllocations(
            TflmSubgraph graph,
            int subgraph,
            int index,
            TflmTarget target,
            TflmRevision revision,
            ArenaMeter meter,
            List<Scratch> scratch) {
        this.graph = graph;
        this.subgraph = subgraph;
        this.index = index;
        this.op = graph.ops().get(index);
        this.target = target;
        this.revision = revision;
        this.meter = meter;
        this.scratch = scratch;
    }

    TflmOp op() {
        return op;
    }

    TflmTarget target() {
        return target;
    }

    /** An input, which must be there. */
    TflmTensor input(int i) {
        return optionalInput(i)
                .orElseThrow(() -> new IllegalArgumentException("The op " + index + " (" + op.name() + ") of subgraph "
                        + subgraph + " has no input " + i + ".\nMaybe the file was altered."));
    }

    Optional<TflmTensor> optionalInput(int i) {
        int tensor = i < op.inputs().size() ? op.inputs().get(i) : -1;
        return tensor < 0 ? Optional.empty() : Optional.of(graph.tensors().get(tensor));
    }

    TflmTensor output() {
        if (op.outputs().isEmpty()) {
            throw new IllegalArgumentException("The op " + index + " (" + op.name() + ") of subgraph " + subgraph
                    + " has no output.\nMaybe the file was altered.");
        }
        return graph.tensors().get(op.outputs().get(0));
    }

    /** Takes temporary views of inputs, those that are left out excepted. */
    NodeAllocations viewInputs(int... inputs) {
        for (int i : inputs) {
            optionalInput(i).ifPresent(tensor -> view(tensor));
        }
        return this;
    }

    NodeAllocations viewOutput() {
        view(output());
        return this;
    }

    private void view(TflmTensor tensor) {
        TflmRevision.Struct view = revision.struct("TfLiteTensor");
        meter.temporary(view.bytes(), view.alignment());
        if (tensor.scales() > 0) {
            TflmRevision.Struct quantization = revision.struct("TfLiteAffineQuantization");
            meter.temporary(quantization.bytes(), quantization.alignment());
            meter.temporary(zeroPointBytes(tensor), INT_BYTES);
        }
    }

    static long zeroPointBytes(TflmTensor tensor) {
        return LENGTH_BYTES + (long) INT_BYTES * tensor.scales();
    }

    void persistent(String what, long bytes) {
        meter.persistent(what, 1, bytes, ArenaMeter.ALIGNMENT);
    }

    /** Multiplier and shift of each channel. */
    void perChannel(int channels) {
        persistent("multipliers of channels", (long) INT_BYTES * channels);
        persistent("shifts of channels", (long) INT_BYTES * channels);
    }

    /** Asks for a scratch buffer; one of 0 bytes counts as a request too. */
    void scratch(long bytes) {
        scratch.add(new Scratch(subgraph, index, "scratch of " + op.name() + " " + index, bytes));
        scratchBytes += bytes;
    }

    void scratchIfAny(long bytes) {
        if (bytes > 0) {
            scratch(bytes);
        }
    }

    long scratchBytes() {
        return scratchBytes;
    }

    boolean isQuantized(TflmTensor tensor) {
        return tensor.type().quantized();
    }

    static boolean is(TflmTensor tensor, TflmType type) {
        return tensor.type() == type;
    }
}
