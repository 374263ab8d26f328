package io.tinsmith.codegen.tflite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a model file, as far as something reads them: which fields hold their value in place, and which are
 * offsets, and to what.
 *
 * <p>Source: tensorflow/lite/schema/schema.fbs, schema version 3.
 */
final class FlatTable {
    /** A table of which only the place is checked: the options of an op, of which there are more than a hundred. */
    static final FlatTable ANY = new FlatTable();

    static final FlatTable TENSOR_MAP = new FlatTable(text(0, "name"), value(1, "tensor_index", Integer.BYTES));
    static final FlatTable SIGNATURE_DEF = new FlatTable(
            tables(0, "inputs", TENSOR_MAP),
            tables(1, "outputs", TENSOR_MAP),
            text(2, "signature_key"),
            value(4, "subgraph_index", Integer.BYTES));
    static final FlatTable METADATA = new FlatTable(text(0, "name"), value(1, "buffer", Integer.BYTES));
    static final FlatTable BUFFER = new FlatTable(vector(0, "data", 1));
    static final FlatTable QUANTIZATION = new FlatTable(
            vector(0, "min", Float.BYTES),
            vector(1, "max", Float.BYTES),
            vector(2, "scale", Float.BYTES),
            vector(3, "zero_point", Long.BYTES),
            value(4, "details_type", 1),
            table(5, "details", ANY),
            value(6, "quantized_dimension", Integer.BYTES));
    static final FlatTable TENSOR = new FlatTable(
            vector(0, "shape", Integer.BYTES),
            value(1, "type", 1),
            value(2, "buffer", Integer.BYTES),
            text(3, "name"),
            table(4, "quantization", QUANTIZATION),
            value(5, "is_variable", 1),
            table(6, "sparsity", ANY),
            vector(7, "shape_signature", Integer.BYTES),
            value(8, "has_rank", 1),
            tables(9, "variant_tensors", ANY));
    static final FlatTable OPERATOR = new FlatTable(
            value(0, "opcode_index", Integer.BYTES),
            vector(1, "inputs", Integer.BYTES),
            vector(2, "outputs", Integer.BYTES),
            value(3, "builtin_options_type", 1),
            table(4, "builtin_options", ANY),
            vector(5, "custom_options", 1),
            value(6, "custom_options_format", 1),
            vector(7, "mutating_variable_inputs", 1),
            vector(8, "intermediates", Integer.BYTES));
    static final FlatTable SUBGRAPH = new FlatTable(
            tables(0, "tensors", TENSOR),
            vector(1, "inputs", Integer.BYTES),
            vector(2, "outputs", Integer.BYTES),
            tables(3, "operators", OPERATOR),
            text(4, "name"));
    static final FlatTable OPERATOR_CODE = new FlatTable(
            value(0, "deprecated_builtin_code", 1),
            text(1, "custom_code"),
            value(2, "version", Integer.BYTES),
            value(3, "builtin_code", Integer.BYTES));
    static final FlatTable MODEL = new FlatTable(
            value(0, "version", Integer.BYTES),
            tables(1, "operator_codes", OPERATOR_CODE),
            tables(2, "subgraphs", SUBGRAPH),
            text(3, "description"),
            tables(4, "buffers", BUFFER),
            vector(5, "metadata_buffer", Integer.BYTES),
            tables(6, "metadata", METADATA),
            tables(7, "signature_defs", SIGNATURE_DEF));

    /** What a field is, or what its offset leads to. */
    enum Kind {
        VALUE,
        TABLE,
        TABLES,
        VECTOR,
        TEXT
    }

    /**
     * A field.
     *
     * @param slot of the vtable
     * @param elementBytes of a value, or of each element of a vector
     * @param table that it leads to, null if to none
     */
    record Field(
            int slot,
            String name,
            Kind kind,
            int elementBytes,
            @Nullable FlatTable table) {}

    private final List<Field> fields;

    private FlatTable(Field... fields) {
        this.fields = List.of(fields);
    }

    List<Field> fields() {
        return fields;
    }

    private static Field value(int slot, String name, int bytes) {
        return new Field(slot, name, Kind.VALUE, bytes, null);
    }

    private static Field vector(int slot, String name, int elementBytes) {
        return new Field(slot, name, Kind.VECTOR, elementBytes, null);
    }

    private static Field text(int slot, String name) {
        return new Field(slot, name, Kind.TEXT, 1, null);
    }

    private static Field table(int slot, String name, FlatTable table) {
        return new Field(slot, name, Kind.TABLE, Integer.BYTES, table);
    }

    private static Field tables(int slot, String name, FlatTable table) {
        return new Field(slot, name, Kind.TABLES, Integer.BYTES, table);
    }
}
