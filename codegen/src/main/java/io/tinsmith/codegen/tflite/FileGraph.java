package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph with what only its file has: a resize names the size of its output in a second operand.
 *
 * @param graph the same ops; tensors of the file alone come last
 * @param operands by op: its inputs in the file
 */
record FileGraph(Graph graph, List<List<Integer>> operands) {
    static FileGraph of(Graph graph) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        List<List<Integer>> operands = new ArrayList<>();
        for (Op op : graph.ops()) {
            if (op instanceof Op.ResizeNearest resize) {
                Tensor output = graph.tensor(resize.output());
                int[] size = {output.shape().height(), output.shape().width()};
                operands.add(List.of(resize.input(), tensors.size()));
                tensors.add(Tensor.parameter(output.name() + "/size", Shape.of(2), new TensorData.Int32(size)));
            } else {
                operands.add(op.inputs());
            }
        }
        return new FileGraph(graph.withTensors(tensors), operands);
    }
}
