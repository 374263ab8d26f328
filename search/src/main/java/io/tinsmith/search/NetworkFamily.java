package io.tinsmith.search;

import io.tinsmith.search.trellis.Task;
import java.util.List;

/** Search spaces that differ in resolution and width multiplier alone. */
public interface NetworkFamily {
    String name();

    /** One line for people; may be empty. */
    String description();

    /** Ascending. */
    List<Integer> resolutions();

    /** Ascending. */
    List<Double> widthMultipliers();

    /** What the networks tell. */
    default Task task() {
        return Task.IMAGE;
    }

    /**
     * All spaces of the family, by ascending resolution, then width.
     *
     * @param channels of the images
     */
    List<? extends NetworkSpace<?>> members(int channels, int classes);
}
