package io.tinsmith.codegen.tflite;

import java.util.List;

/**
 * What a model file says beside its graph: of no effect on what is computed, but on who finds what.
 *
 * @param description of the model; empty: none
 * @param metadata in the order of the file, the offline plan of TFLM excepted
 * @param signatures in the order of the file
 * @param plan TFLM's offline plan of memory ({@code OfflineMemoryAllocation}), if there is one
 * @param absentBiases tensors of the graph, zeros, that the file does not have: runtimes choose kernels by whether there is
 *     a bias, and kernels round in their own ways
 */
public record ModelNotes(
        String description,
        List<Metadata> metadata,
        List<Signature> signatures,
        OfflinePlan plan,
        List<Integer> absentBiases) {
    /** Of a model that says nothing. */
    public static final ModelNotes NONE = new ModelNotes("", List.of(), List.of(), OfflinePlan.NONE, List.of());

    public ModelNotes {
        absentBiases = List.copyOf(absentBiases);
        metadata = List.copyOf(metadata);
        signatures = List.copyOf(signatures);
    }

    /** An entry of whatever format. */
    public record Metadata(String name, byte[] data) {}

    /**
     * How a program finds inputs and outputs by name.
     *
     * @param key of the signature, such as {@code serving_default}
     */
    public record Signature(String key, List<Name> inputs, List<Name> outputs) {
        public Signature {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * A name of an input or output.
     *
     * @param place among the inputs or outputs of the graph
     */
    public record Name(String name, int place) {}

    /**
     * Where TFLM is to place tensors in its arena.
     *
     * @param version of the format
     * @param offsets by tensor of the graph, in bytes; -1: TFLM plans it. Empty: no plan
     */
    public record OfflinePlan(int version, List<Integer> offsets) {
        public static final OfflinePlan NONE = new OfflinePlan(1, List.of());

        /** The name of its metadata. */
        static final String NAME = "OfflineMemoryAllocation";

        /** Of the metadata: version, subgraph, and how many offsets follow. */
        static final int HEADER_INTS = 3;

        static final int ONLINE = -1;

        public OfflinePlan {
            offsets = List.copyOf(offsets);
        }
    }

    /** The same for a graph of other tensors: their sizes and lives are others, so a plan would let them overlap. */
    ModelNotes ofOtherTensors() {
        return new ModelNotes(description, metadata, signatures, OfflinePlan.NONE, List.of());
    }
}
