package io.tinsmith.cli.report;

import io.tinsmith.graph.EdgeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types at the edges of a model's file, as people write them. */
public final class EdgeNames {
    private EdgeNames() {}

    /** The types, with commas where they differ; empty where the file converts none. */
    public static Optional<String> converted(List<EdgeType> edges) {
        return edges.stream().allMatch(edge -> edge == EdgeType.INSIDE)
                ? Optional.empty()
                : Optional.of(edges.stream().map(EdgeNames::of).distinct().collect(Collectors.joining(", ")));
    }

    /** The type of an int8 graph's edge. */
    public static String of(EdgeType edge) {
        return edge == EdgeType.INSIDE ? "int8" : edge.name().toLowerCase(Locale.ROOT);
    }

    /** A line that says what the file converts and the generated code doesn't; empty where it converts nothing. */
    public static Optional<String> line(@Nullable String inputType, @Nullable String outputType) {
        if (inputType == null && outputType == null) {
            return Optional.empty();
        }
        return Optional.of("The file takes " + (inputType == null ? "int8" : inputType) + " and gives "
                + (outputType == null ? "int8" : outputType)
                + "; the network is int8 inside, and so is what the generated C takes and gives.");
    }
}
