package io.tinsmith.search.trellis;

import io.tinsmith.search.internal.Names;

/** What a network of several resolutions tells. */
public enum Task {
    /** One class for the image: logits {@code [1, classes]}. */
    IMAGE("image"),
    /** A class for each pixel: logits {@code [1, resolution, resolution, classes]}. */
    PIXELS("pixels");

    private final String label;

    Task(String label) {
        this.label = label;
    }

    /** The name in files. */
    public String label() {
        return label;
    }

    /**
     * The task of a name in files.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Task of(String label) {
        return Names.find("task", values(), Task::label, label);
    }
}
