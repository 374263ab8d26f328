package io.tinsmith.codegen.internal;

import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Graph;

/** What the header says where the model's file takes or gives another type than int8: the code is int8 all through. */
final class EdgeTexts {
    private static final String TO_INT8 = """

            /* The model's file takes float32. The input's byte for a real value, rounded as TFLite Micro rounds. */
            static inline int8_t tns_input_of(float real)
            {
                float steps = real / TNS_INPUT_SCALE;
                if (!(steps > -256.0f)) {
                    return -128;
                }
                if (steps > 255.0f) {
                    return 127;
                }
                int32_t q = (int32_t)steps;
                float rest = steps - (float)q;
                q += (rest >= 0.5f) - (rest <= -0.5f) + TNS_INPUT_ZERO_POINT;
                return (int8_t)(q < -128 ? -128 : q > 127 ? 127 : q);
            }
            """;

    private static final String TO_FLOAT = """

            /* The model's file gives float32. The real value of a byte of the output. */
            static inline float tns_output_real(int8_t q)
            {
                return TNS_OUTPUT_SCALE * (float)(q - TNS_OUTPUT_ZERO_POINT);
            }
            """;

    private EdgeTexts() {}

    /** Of the only input and the only output; empty where both are as in the file. */
    static String of(Graph graph) {
        EdgeType input = graph.edges().inputs().get(0);
        EdgeType output = graph.edges().outputs().get(0);
        String unsigned = "\n/* The model's file %s uint8: bytes that are 128 higher than those here. */\n";
        return text(input, TO_INT8, String.format(unsigned, "takes"))
                + text(output, TO_FLOAT, String.format(unsigned, "gives"));
    }

    private static String text(EdgeType edge, String real, String unsigned) {
        return switch (edge) {
            case INSIDE -> "";
            case FLOAT32 -> real;
            case UINT8 -> unsigned;
        };
    }
}
