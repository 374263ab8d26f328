package io.tinsmith.search.internal;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML mapping whose values are asked for by name; errors name the file and the line. */
public final class YamlMap {
    private final String file;
    private final Node node;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private YamlMap(String file, Node node) {
        this.file = file;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw error(file, line(node), "a mapping (key: value) is expected here", "Maybe a colon is missing.");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (nodes.put(key, tuple.getValueNode()) != null) {
                throw error(file, line(tuple.getKeyNode()), "the key (" + key + ") stands twice", "Maybe remove one.");
            }
            lines.put(key, line(tuple.getKeyNode()));
        }
    }

    /** Reads a document; {@code file} is how errors call it. */
    public static YamlMap parse(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw error(file, line, "this is no YAML: " + e.getProblem(), "Maybe the indentation is wrong.");
        }
        if (root == null) {
            throw error(file, 1, "the file is empty", "Maybe start from a file that comes with Tinsmith.");
        }
        return new YamlMap(file, root);
    }

    public String text(String key) {
        return scalar(value(key));
    }

    /** What the file is of, one of {@code known}; the first where none is given. */
    public String kind(String... known) {
        return has("kind") ? value("kind", kind -> Names.find("kind", known, k -> k, kind)) : known[0];
    }

    public int integer(String key) {
        return integer(value(key), key);
    }

    public int integer(String key, int otherwise) {
        return has(key) ? integer(key) : otherwise;
    }

    public double number(String key, double otherwise) {
        return has(key) ? number(value(key), key) : otherwise;
    }

    /** One integer, or two in brackets; one stands for both. */
    public List<Integer> pair(String key) {
        return pair(value(key), key);
    }

    /** A list of {@link #pair}s. */
    public List<List<Integer>> pairs(String key) {
        return list(key, n -> pair(n, key));
    }

    private List<Integer> pair(Node value, String key) {
        if (!(value instanceof SequenceNode sequence)) {
            return List.of(integer(value, key), integer(value, key));
        }
        if (sequence.getValue().size() != 2) {
            throw error(
                    file,
                    line(value),
                    "the " + key + " are not two but " + sequence.getValue().size(),
                    "Maybe write [height, width], such as [49, 10].");
        }
        return sequence.getValue().stream().map(n -> integer(n, key)).toList();
    }

    public boolean flag(String key, boolean otherwise) {
        return has(key) ? flag(value(key), key) : otherwise;
    }

    public List<Boolean> flags(String key) {
        return list(key, n -> flag(n, key));
    }

    private boolean flag(Node value, String key) {
        String text = scalar(value);
        if (!text.equals("true") && !text.equals("false")) {
            throw fail(key, "the " + key + " (" + text + ") is neither true nor false");
        }
        return text.equals("true");
    }

    public List<Integer> integers(String key) {
        return list(key, n -> integer(n, key));
    }

    public List<Double> numbers(String key) {
        return list(key, n -> number(n, key));
    }

    private double number(Node value, String key) {
        try {
            return Double.parseDouble(scalar(value));
        } catch (NumberFormatException e) {
            throw error(
                    file,
                    line(value),
                    "the " + key + " (" + scalar(value) + ") is not a number",
                    "Maybe write a number such as 0.5.");
        }
    }

    /** A value that {@code parser} may reject; its message then names the line. */
    public <T> T value(String key, Function<String, T> parser) {
        return parsed(value(key), parser);
    }

    /** As {@link #value}, of a list. */
    public <T> List<T> values(String key, Function<String, T> parser) {
        return list(key, n -> parsed(n, parser));
    }

    public YamlMap map(String key) {
        return new YamlMap(file, value(key));
    }

    public List<YamlMap> maps(String key) {
        return list(key, n -> new YamlMap(file, n));
    }

    public boolean has(String key) {
        return nodes.containsKey(key);
    }

    /** Rejects every key that is not one of {@code keys}. */
    public YamlMap allow(String... keys) {
        for (String key : nodes.keySet()) {
            if (!List.of(keys).contains(key)) {
                throw error(
                        file,
                        lines.getOrDefault(key, 1),
                        "the key (" + key + ") is unknown",
                        "Maybe it is one of " + String.join(", ", keys) + ".");
            }
        }
        return this;
    }

    /** Makes a value whose constructor may reject what was read; its message then names the line. */
    public <T> T build(Supplier<T> constructor) {
        return build(node, constructor);
    }

    /** As {@link #build(Supplier)}, of what stands under {@code key}. */
    public <T> T build(String key, Supplier<T> constructor) {
        return build(value(key), constructor);
    }

    private <T> T parsed(Node value, Function<String, T> parser) {
        return build(value, () -> parser.apply(scalar(value)));
    }

    private <T> T build(Node at, Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (YamlException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String message = e.getMessage() == null ? "a value is wrong" : e.getMessage();
            throw new YamlException(file + ", line " + line(at) + ": " + message, e);
        }
    }

    private <T> List<T> list(String key, Function<Node, T> element) {
        Node value = value(key);
        if (!(value instanceof SequenceNode sequence)) {
            throw fail(key, "the " + key + " must be a list");
        }
        List<T> elements = new ArrayList<>();
        for (Node n : sequence.getValue()) {
            elements.add(element.apply(n));
        }
        return elements;
    }

    private Node value(String key) {
        Node value = nodes.get(key);
        if (value == null) {
            throw error(file, line(node), "the key (" + key + ") is missing", "Maybe add it.");
        }
        return value;
    }

    private int integer(Node value, String key) {
        try {
            return Integer.parseInt(scalar(value));
        } catch (NumberFormatException e) {
            throw error(
                    file,
                    line(value),
                    "the " + key + " (" + scalar(value) + ") is not an integer",
                    "Maybe write a whole number such as 16.");
        }
    }

    private String scalar(Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error(file, line(value), "a single value is expected here", "Maybe remove the brackets.");
    }

    private YamlException fail(String key, String what) {
        return error(file, lines.getOrDefault(key, 1), what, "Maybe see the files that come with Tinsmith.");
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static YamlException error(String file, int line, String what, String maybe) {
        return new YamlException(file + ", line " + line + ": " + what + ".\n" + maybe, null);
    }
}
