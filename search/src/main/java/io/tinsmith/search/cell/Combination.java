package io.tinsmith.search.cell;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.search.internal.Names;

/** How a block joins its two branches, which have equal shapes. */
public enum Combination {
    ADD("add"),
    /** Of twice the width. */
    CONCAT("concat");

    private final String label;

    Combination(String label) {
        this.label = label;
    }

    /** The name in files. */
    public String label() {
        return label;
    }

    /**
     * The combination of a name in files.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Combination of(String label) {
        return Names.find("combination", values(), Combination::label, label);
    }

    int emit(GraphBuilder b, String name, int left, int right) {
        return this == ADD ? b.add(name, left, right, Activation.NONE) : b.concat(name, left, right);
    }
}
