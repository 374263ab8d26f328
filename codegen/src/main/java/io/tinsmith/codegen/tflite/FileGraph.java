package io.tinsmith.codegen.tflite;

import java.util.List;

/**
 * What goes into a file: a graph with what only its file has. A resize names the size of its output in a second operand, and
 * so on; at edges of another type the file converts.
 *
 * @param tensors those of the graph, in its order, then those of the file alone
 */
record FileGraph(
        String name, List<FileTensor> tensors, List<FileOp> ops, List<Integer> inputs, List<Integer> outputs) {}
