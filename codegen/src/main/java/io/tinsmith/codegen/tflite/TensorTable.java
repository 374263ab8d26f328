package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.SubGraph;

/**
 * The tensors of a graph on its way out of a file: those that something uses, in the file's order, then those that were
 * added. Each is decoded when it is asked for, so that an unsupported op is reported before the tensors around it.
 */
final class TensorTable {
    private final SubGraph subgraph;
    private final TensorDecoder decoder;
    private final List<Integer> fileIndices;
    private final TreeMap<Integer, Tensor> decoded = new TreeMap<>();
    private final FoldedOps folded;
    private final boolean asFloat;
    private int count;

    TensorTable(Model model, SubGraph subgraph, BitSet used, FoldedOps folded, boolean asFloat) {
        this.subgraph = subgraph;
        this.folded = folded;
        this.decoder = new TensorDecoder(model);
        this.fileIndices = used.stream().boxed().toList();
        this.count = fileIndices.size();
        this.asFloat = asFloat;
    }

    /** Index in the graph of a tensor of the file. */
    int index(int fileIndex) {
        int low = Collections.binarySearch(fileIndices, folded.standIn(fileIndex));
        if (low < 0) {
            throw new IllegalStateException("The tensor " + fileIndex + " was not marked as used.");
        }
        return low;
    }

    /** By tensor of the graph: its index in the file; those that were added come after. */
    List<Integer> fileIndices() {
        return fileIndices;
    }

    List<Integer> indices(int[] ofFile) {
        List<Integer> indices = new ArrayList<>(ofFile.length);
        for (int i : ofFile) {
            if (i < 0) {
                throw new ModelFormatException("The graph (subgraph 0) names tensor " + i
                        + " as an input or output.\nMaybe the file was altered.");
            }
            indices.add(index(i));
        }
        return indices;
    }

    /** A tensor by its index in the graph. */
    Tensor tensor(int index) {
        Tensor known = decoded.get(index);
        if (known == null) {
            known = decode(fileIndices.get(index));
            decoded.put(index, known);
        }
        return known;
    }

    private Tensor decode(int fileIndex) {
        int half = folded.halfConstant(fileIndex);
        if (half >= 0) {
            return decoder.decodeHalf(fileIndex, subgraph.tensors(fileIndex), subgraph.tensors(half));
        }
        Tensor tensor = decoder.decode(fileIndex, subgraph.tensors(fileIndex));
        int named = folded.nameFrom(fileIndex);
        return named == fileIndex
                ? tensor
                : tensor.withName(FlatVectors.name(subgraph.tensors(named).nameAsByteBuffer(), tensor.name()));
    }

    /** Whether the model is read as a float one, whatever its weights are kept in. */
    boolean asFloat() {
        return asFloat;
    }

    /** Makes quantized weights what they stand for. */
    void dequantize(int index) {
        decoded.put(index, Dequantizer.dequantize(tensor(index)));
    }

    /** A tensor of the file that is no value of the graph, such as a shape. */
    Tensor constant(int fileIndex) {
        return decode(fileIndex);
    }

    /** Adds a tensor that the file does not have; returns its index in the graph. */
    int add(Tensor tensor) {
        decoded.put(count, tensor);
        return count++;
    }

    List<Tensor> all() {
        for (int i = 0; i < fileIndices.size(); i++) {
            tensor(i);
        }
        return List.copyOf(decoded.values());
    }

    /** Type and shape of a tensor of the file, for messages. */
    String describe(int fileIndex) {
        return fileIndex < 0 ? "none" : TensorDecoder.describe(subgraph.tensors(fileIndex));
    }
}
