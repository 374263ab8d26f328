package io.tinsmith.search;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.YamlMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Dense layers alone, over all values of the input at once, such as an autoencoder.
 *
 * @param widths features of the hidden layers
 * @param activation after each hidden layer
 * @param classes values of the output
 */
public record DenseNetwork(
        Resolution resolution, int channels, List<Integer> widths, Nonlinearity activation, int classes)
        implements Network {
    /** The {@code kind} in files. */
    public static final String KIND = "dense";

    public DenseNetwork {
        Checks.range("channels", channels, 1, 64);
        widths = List.copyOf(widths);
        widths.forEach(w -> Checks.range("widths", w, 1, 8192));
        Checks.range("number of widths", widths.size(), 0, 64);
        Checks.range("classes", classes, 1, 10_000);
    }

    static DenseNetwork parse(YamlMap root) {
        root.allow("kind", "resolution", "channels", "widths", "activation", "classes");
        List<Integer> size = root.pair("resolution");
        int channels = root.integer("channels");
        List<Integer> widths = root.integers("widths");
        Nonlinearity activation =
                root.has("activation") ? root.value("activation", Nonlinearity::of) : Nonlinearity.RELU;
        int classes = root.integer("classes");
        return root.build(() ->
                new DenseNetwork(new Resolution(size.get(0), size.get(1)), channels, widths, activation, classes));
    }

    @Override
    public Graph toGraph(DType type) {
        GraphBuilder b = new GraphBuilder("network", type);
        Layers layers = new Layers(b);
        int x = b.input("image", inputShape());
        for (int i = 0; i < widths.size(); i++) {
            x = layers.dense("dense" + (i + 1), x, widths.get(i), activation);
        }
        return b.build(b.fullyConnected("logits", x, classes, Activation.NONE));
    }

    @Override
    public Shape inputShape() {
        return Shape.of(1, resolution.height(), resolution.width(), channels);
    }

    @Override
    public int depth() {
        return widths.size();
    }

    /** The part of input, activation and layers that differ. */
    @Override
    public double distance(Network network) {
        if (!(network instanceof DenseNetwork other)) {
            return 1;
        }
        int longer = Math.max(widths.size(), other.widths.size());
        int shorter = Math.min(widths.size(), other.widths.size());
        int differing = longer - shorter;
        for (int i = 0; i < shorter; i++) {
            differing += widths.get(i).equals(other.widths.get(i)) ? 0 : 1;
        }
        differing += inputShape().equals(other.inputShape()) ? 0 : 1;
        differing += activation == other.activation ? 0 : 1;
        return (double) differing / (longer + 2);
    }

    @Override
    public String summary() {
        return "dense " + widths.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    @Override
    public String toYaml() {
        return "kind: " + KIND + "\nresolution: " + Architectures.pair(resolution.height(), resolution.width())
                + "\nchannels: " + channels + "\nwidths: " + widths + "\nactivation: " + activation.text()
                + "\nclasses: " + classes + "\n";
    }
}
