package io.tinsmith.cli.export;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The structure of a network as a Python script with Keras's functional API (Keras 2.8 or later, and 3), batch norm after each
 * convolution as it is trained here, without weights.
 */
public final class KerasScript {
    private static final String HEAD = """
            # %s
            import keras
            from keras import layers


            def normalized(x):
                return layers.BatchNormalization(epsilon=1e-3)(x)


            def hard_swish(x):
                gate = layers.ReLU(max_value=6.0)(layers.Rescaling(1.0, offset=3.0)(x))
                return layers.Multiply()([x, layers.Rescaling(1.0 / 6.0)(gate)])


            def build():
            """;

    private static final String TAIL = """


            if __name__ == "__main__":
                build().summary()
            """;

    private final Graph graph;
    private final List<String> lines = new ArrayList<>();

    private KerasScript(Graph graph) {
        this.graph = graph;
    }

    /**
     * The script, always the same for the same graph.
     *
     * @param title one line for people
     * @throws IllegalArgumentException if an op has no counterpart
     */
    public static String of(Graph graph, String title) {
        KerasScript script = new KerasScript(graph);
        int input = graph.inputs().get(0);
        script.line(name(input) + " = keras.Input(shape="
                + tuple(inner(graph.input().shape())) + ")");
        for (Op op : graph.ops()) {
            script.add(op);
        }
        script.line("return keras.Model(" + name(input) + ", "
                + name(graph.outputs().get(0)) + ")");
        return HEAD.formatted(title) + String.join("", script.lines) + TAIL;
    }

    private void add(Op op) {
        String y = name(op.output());
        String x = name(op.inputs().get(0));
        Shape in = graph.tensor(op.inputs().get(0)).shape();
        Shape out = graph.tensor(op.output()).shape();
        if (op instanceof Op.Conv2d conv) {
            Shape w = graph.tensor(conv.weights()).shape();
            int groups = in.channels() / w.dim(3);
            line(y + " = normalized(layers.Conv2D(" + w.dim(0) + ", " + kernel(w) + ", " + window(conv.window())
                    + (groups > 1 ? ", groups=" + groups : "") + ", use_bias=False)(" + x + "))");
            activation(y, conv.activation());
        } else if (op instanceof Op.DepthwiseConv2d conv) {
            Shape w = graph.tensor(conv.weights()).shape();
            int multiplier = w.dim(3) / in.channels();
            line(y + " = normalized(layers.DepthwiseConv2D(" + kernel(w) + ", " + window(conv.window())
                    + (multiplier > 1 ? ", depth_multiplier=" + multiplier : "") + ", use_bias=False)(" + x + "))");
            activation(y, conv.activation());
        } else if (op instanceof Op.FullyConnected dense) {
            String flat = in.rank() == 2 ? x : "layers.Flatten()(" + x + ")";
            line(y + " = layers.Dense(" + graph.tensor(dense.weights()).shape().dim(0) + ")(" + flat + ")");
            activation(y, dense.activation());
        } else if (op instanceof Op.Add add) {
            line(y + " = layers.Add()([" + x + ", " + name(add.right()) + "])");
            activation(y, add.activation());
        } else if (op instanceof Op.Mul mul) {
            line(y + " = layers.Multiply()([" + x + ", " + name(mul.right()) + "])");
            activation(y, mul.activation());
        } else if (op instanceof Op.Unary unary) {
            line(y + " = " + unary(unary, x));
        } else if (op instanceof Op.AveragePool2d pool) {
            boolean global =
                    out.height() == 1 && out.width() == 1 && pool.window().padding() == Padding.VALID;
            line(y + " = "
                    + (global
                            ? "layers.GlobalAveragePooling2D(keepdims=True)"
                            : "layers.AveragePooling2D((" + pool.kernelH() + ", " + pool.kernelW() + "), "
                                    + window(pool.window()) + ")")
                    + "(" + x + ")");
            activation(y, pool.activation());
        } else if (op instanceof Op.MaxPool2d pool) {
            line(y + " = layers.MaxPooling2D((" + pool.kernelH() + ", " + pool.kernelW() + "), " + window(pool.window())
                    + ")(" + x + ")");
            activation(y, pool.activation());
        } else {
            line(y + " = " + move(op, x, in, out));
        }
    }

    private String move(Op op, String x, Shape in, Shape out) {
        if (op instanceof Op.Mean) {
            return "layers.GlobalAveragePooling2D(keepdims=" + (out.rank() == 4 ? "True" : "False") + ")(" + x + ")";
        }
        if (op instanceof Op.Reshape) {
            return "layers.Reshape(" + tuple(inner(out)) + ")(" + x + ")";
        }
        if (op instanceof Op.Concat concat) {
            return "layers.Concatenate()(["
                    + concat.inputs().stream().map(KerasScript::name).collect(Collectors.joining(", ")) + "])";
        }
        if (op instanceof Op.ResizeNearest) {
            return "layers.UpSampling2D(" + out.height() / in.height() + ", interpolation=\"nearest\")(" + x + ")";
        }
        if (op instanceof Op.Pad pad) {
            int top = pad.before().get(1);
            int left = pad.before().get(2);
            return "layers.ZeroPadding2D(((" + top + ", " + (out.height() - in.height() - top) + "), (" + left + ", "
                    + (out.width() - in.width() - left) + ")))(" + x + ")";
        }
        if (op instanceof Op.Transpose transpose) {
            return "layers.Permute("
                    + tuple(transpose.order().subList(1, transpose.order().size())) + ")(" + x + ")";
        }
        if (op instanceof Op.Slice slice) {
            List<String> axes = new ArrayList<>(List.of(":"));
            for (int i = 1; i < out.rank(); i++) {
                int begin = slice.begin().get(i);
                int step = slice.step().get(i);
                axes.add(begin + ":" + (begin + (out.dim(i) - 1) * step + 1) + (step > 1 ? ":" + step : ""));
            }
            return x + "[" + String.join(", ", axes) + "]";
        }
        if (op instanceof Op.Softmax) {
            return "layers.Softmax()(" + x + ")";
        }
        throw new IllegalArgumentException("The op (" + op + ") has no counterpart in Keras.\nMaybe export as yaml.");
    }

    private static String unary(Op.Unary op, String x) {
        String layer = switch (op.function()) {
            case RELU -> "layers.ReLU()";
            case RELU6 -> "layers.ReLU(max_value=6.0)";
            case LEAKY_RELU -> "layers.LeakyReLU(" + op.alpha() + ")";
            case LOGISTIC -> "layers.Activation(\"sigmoid\")";
            case TANH -> "layers.Activation(\"tanh\")";
            case HARD_SWISH -> "hard_swish";
            case REQUANTIZE -> "layers.Activation(\"linear\")";
        };
        return layer + "(" + x + ")";
    }

    private void activation(String y, Activation activation) {
        switch (activation) {
            case NONE -> {}
            case RELU -> line(y + " = layers.ReLU()(" + y + ")");
            case RELU6 -> line(y + " = layers.ReLU(max_value=6.0)(" + y + ")");
        }
    }

    private static String kernel(Shape weights) {
        return "(" + weights.dim(1) + ", " + weights.dim(2) + ")";
    }

    private static String window(Window w) {
        boolean dilated = w.dilationH() > 1 || w.dilationW() > 1;
        return "strides=(" + w.strideH() + ", " + w.strideW() + "), padding=\""
                + (w.padding() == Padding.SAME ? "same" : "valid") + "\""
                + (dilated ? ", dilation_rate=(" + w.dilationH() + ", " + w.dilationW() + ")" : "");
    }

    /** All axes but the batch's. */
    private static List<Integer> inner(Shape shape) {
        return shape.dims().subList(1, shape.rank());
    }

    private static String tuple(List<Integer> values) {
        return values.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "(", values.size() == 1 ? ",)" : ")"));
    }

    private static String name(int tensor) {
        return "t" + tensor;
    }

    private void line(String text) {
        lines.add("    " + text + "\n");
    }
}
