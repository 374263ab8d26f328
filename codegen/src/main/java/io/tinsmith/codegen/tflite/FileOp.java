package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import java.util.List;
import java.util.function.Function;

/**
 * An op on its way into a file.
 *
 * @param encoding its code and options
 * @param operands by position in the file, as its output
 */
record FileOp(Function<FlatBufferBuilder, EncodedOp> encoding, List<Integer> operands, int output) {
    static FileOp of(Graph graph, Op op, List<Integer> operands, int output) {
        return new FileOp(fbb -> OpEncoder.encode(fbb, graph, op), operands, output);
    }

    static FileOp quantize(int from, int to) {
        return new FileOp(OpEncoder::quantize, List.of(from), to);
    }

    static FileOp dequantize(int from, int to) {
        return new FileOp(OpEncoder::dequantize, List.of(from), to);
    }
}
