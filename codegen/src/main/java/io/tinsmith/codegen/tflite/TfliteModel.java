package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Graph;
import java.util.List;

/**
 * All of a model file that is kept when it is written again.
 *
 * @param notes fit the graph
 */
public record TfliteModel(Graph graph, ModelNotes notes) {
    public TfliteModel {
        for (ModelNotes.Signature signature : notes.signatures()) {
            check(signature, signature.inputs(), "inputs", graph.inputs().size());
            check(signature, signature.outputs(), "outputs", graph.outputs().size());
        }
        int planned = notes.plan().offsets().size();
        if (planned != 0 && planned != graph.tensors().size()) {
            throw new IllegalArgumentException("The offline plan has " + planned + " offsets for "
                    + graph.tensors().size() + " tensors.\nMaybe it is of another graph: leave it out.");
        }
    }

    private static void check(ModelNotes.Signature signature, List<ModelNotes.Name> names, String what, int most) {
        for (ModelNotes.Name name : names) {
            if (name.place() < 0 || name.place() >= most) {
                throw new IllegalArgumentException("The signature (" + signature.key() + ") names place " + name.place()
                        + " of " + most + " " + what + ".\nMaybe it is of another graph.");
            }
        }
    }

    /**
     * Another graph of the same inputs and outputs, such as the quantized one. The notes stay, but not an offline plan of
     * memory: it holds for the tensors that it was made for.
     */
    public TfliteModel withGraph(Graph other) {
        return new TfliteModel(other, notes.ofOtherTensors());
    }
}
