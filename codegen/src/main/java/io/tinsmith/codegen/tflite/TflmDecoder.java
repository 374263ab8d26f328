package io.tinsmith.codegen.tflite;

import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Metadata;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;

/** A model file as TFLM sees it. */
final class TflmDecoder {
    private static final String OFFLINE = "OfflineMemoryAllocation";

    /** Of the metadata: version, subgraph and how many offsets follow. */
    private static final int OFFLINE_HEADER = 3;

    /** TFLM counts bytes in 32 bits. */
    private static final int MOST_ELEMENTS = 1 << 29;

    private static final int HIGHEST_RANK = 16;
    private static final int MOST_OPERANDS = 1024;
    private static final int MOST_OPS = 4096;
    private static final int MOST_TENSORS = 65_536;
    private static final int MOST_SUBGRAPHS = 1024;

    private final Model model;

    TflmDecoder(Model model) {
        this.model = model;
    }

    TflmModel decode() {
        FlatVectors.check(
                "subgraphs (table at byte " + FlatVectors.position(model) + ")",
                model.subgraphsLength(),
                MOST_SUBGRAPHS);
        if (model.subgraphsLength() == 0) {
            throw new ModelFormatException("The model (table at byte " + FlatVectors.position(model)
                    + ") has no subgraph.\nMaybe the file was altered.");
        }
        List<TflmSubgraph> subgraphs = new ArrayList<>();
        for (int i = 0; i < model.subgraphsLength(); i++) {
            subgraphs.add(subgraph(i, model.subgraphs(i)));
        }
        try {
            int tensors =
                    subgraphs.stream().mapToInt(graph -> graph.tensors().size()).sum();
            return new TflmModel(subgraphs, offlineOffsets(tensors));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private TflmSubgraph subgraph(int number, SubGraph graph) {
        FlatVectors.check("tensors in subgraph " + number, graph.tensorsLength(), MOST_TENSORS);
        FlatVectors.check("ops in subgraph " + number, graph.operatorsLength(), MOST_OPS);
        List<TflmTensor> tensors = new ArrayList<>();
        for (int i = 0; i < graph.tensorsLength(); i++) {
            tensors.add(tensor(number, i, graph.tensors(i)));
        }
        List<TflmOp> ops = new ArrayList<>();
        for (int i = 0; i < graph.operatorsLength(); i++) {
            ops.add(op(number, i, graph.operators(i)));
        }
        try {
            return new TflmSubgraph(
                    tensors,
                    indices("inputs of subgraph " + number, graph::inputs, graph.inputsLength(), MOST_TENSORS),
                    indices("outputs of subgraph " + number, graph::outputs, graph.outputsLength(), MOST_TENSORS),
                    ops);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("The subgraph " + number + " is broken. " + e.getMessage(), e);
        }
    }

    private TflmTensor tensor(int graph, int index, Tensor tensor) {
        String where = "The tensor " + index + " of subgraph " + graph;
        TflmType[] types = TflmType.values();
        if (tensor.type() < 0 || tensor.type() >= types.length) {
            throw new ModelFormatException(where + " is of type " + tensor.type()
                    + ", unknown to Tinsmith.\nMaybe the file is newer than Tinsmith.");
        }
        try {
            TflmTensor found = new TflmTensor(
                    FlatVectors.name(tensor.nameAsByteBuffer(), "tensor " + index),
                    types[tensor.type()],
                    indices("dimensions of tensor " + index, tensor::shape, tensor.shapeLength(), HIGHEST_RANK),
                    data("tensor " + index, tensor.buffer()) != null,
                    tensor.isVariable(),
                    scales(tensor.quantization()));
            if (found.elements() <= MOST_ELEMENTS) {
                return found;
            }
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(where + " cannot be used. " + e.getMessage(), e);
        } catch (ArithmeticException e) {
            // More than a long can count.
            throw tooLarge(where, e);
        }
        throw tooLarge(where, null);
    }

    private static ModelFormatException tooLarge(String where, @Nullable Throwable cause) {
        return new ModelFormatException(
                where + " has more than " + MOST_ELEMENTS + " values.\nMaybe the file was altered.", cause);
    }

    private static int scales(@Nullable QuantizationParameters quantization) {
        return quantization == null || quantization.zeroPointLength() == 0 ? 0 : quantization.scaleLength();
    }

    private TflmOp op(int graph, int index, Operator op) {
        String where = "op " + index + " of subgraph " + graph;
        if (op.opcodeIndex() >= model.operatorCodesLength()) {
            throw new ModelFormatException("The " + where + " names operator code " + op.opcodeIndex() + " of "
                    + model.operatorCodesLength() + ".\nMaybe the file was altered.");
        }
        OperatorCode code = model.operatorCodes((int) op.opcodeIndex());
        // Ops of before the code outgrew a byte have it in the old field alone.
        int builtin = Math.max(code.builtinCode(), code.deprecatedBuiltinCode());
        boolean custom = builtin == BuiltinOperator.CUSTOM;
        try {
            return new TflmOp(
                    custom ? FlatVectors.name(code.customCodeAsByteBuffer(), "custom") : name(builtin),
                    custom,
                    code.version(),
                    indices("inputs of " + where, op::inputs, op.inputsLength(), MOST_OPERANDS),
                    indices("outputs of " + where, op::outputs, op.outputsLength(), MOST_OPERANDS),
                    TflmOptions.window(builtin, op),
                    TflmOptions.subgraphs(builtin, op));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ModelFormatException(
                    "The options of " + where + " are broken.\nMaybe the file was truncated or altered.", e);
        }
    }

    private static String name(int builtin) {
        return builtin < 0 || builtin >= BuiltinOperator.names.length
                ? "BUILTIN_" + builtin
                : BuiltinOperator.name(builtin);
    }

    private List<Integer> offlineOffsets(int tensors) {
        for (int i = 0; i < model.metadataLength(); i++) {
            Metadata metadata = model.metadata(i);
            ByteBuffer data = OFFLINE.equals(FlatVectors.name(metadata.nameAsByteBuffer(), ""))
                    ? data("metadata " + i, metadata.buffer())
                    : null;
            if (data != null) {
                ByteBuffer ints = data.slice().order(ByteOrder.LITTLE_ENDIAN);
                int room = ints.remaining() / Integer.BYTES - OFFLINE_HEADER;
                int count = room < 0 ? 0 : ints.getInt(4 * (OFFLINE_HEADER - 1));
                String what = OFFLINE + " offsets of buffer " + metadata.buffer();
                List<Integer> offsets = indices(what, at -> ints.getInt(4 * (OFFLINE_HEADER + at)), count, room);
                if (!offsets.isEmpty() && offsets.size() != tensors) {
                    throw new ModelFormatException("The metadata " + i + " (" + OFFLINE + ") gives " + offsets.size()
                            + " offsets for " + tensors + " tensors: TFLM refuses that.\nMaybe plan the model anew.");
                }
                return offsets;
            }
        }
        return List.of();
    }

    /** The data of a buffer, where it has any. */
    private @Nullable ByteBuffer data(String of, long buffer) {
        if (buffer >= model.buffersLength()) {
            throw new ModelFormatException("The " + of + " names buffer " + buffer + " of " + model.buffersLength()
                    + ".\nMaybe the file was truncated or altered.");
        }
        Buffer found = model.buffers((int) buffer);
        return found.dataLength() == 0 ? null : found.dataAsByteBuffer();
    }

    private static List<Integer> indices(String what, IntUnaryOperator get, int length, int most) {
        List<Integer> all = new ArrayList<>();
        for (int value : FlatVectors.ints(what, get, length, most)) {
            all.add(value);
        }
        return all;
    }
}
