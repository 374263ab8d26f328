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

    /** A layer with int16 activations and int8 weights. */
    static FileOp wide(Graph graph, Op op, List<Integer> operands, int output) {
        int version = op instanceof Op.Conv2d ? 4 : op instanceof Op.DepthwiseConv2d ? 5 : 7;
        return new FileOp(fbb -> OpEncoder.encode(fbb, graph, op).withVersion(version), operands, output);
    }

    static FileOp quantize(int from, int to) {
        return new FileOp(OpEncoder::quantize, List.of(from), to);
    }

    static FileOp dequantize(int from, int to) {
        return new FileOp(OpEncoder::dequantize, List.of(from), to);
    }

    /** From float32 to int16. */
    static FileOp quantizeWide(int from, int to) {
        return new FileOp(fbb -> OpEncoder.quantize(fbb).withVersion(2), List.of(from), to);
    }

    /** From int16 to float32. */
    static FileOp dequantizeWide(int from, int to) {
        return new FileOp(fbb -> OpEncoder.dequantize(fbb).withVersion(3), List.of(from), to);
    }
}
