package io.tinsmith.cli.design;

import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.trellis.Task;
import io.tinsmith.training.Dataset;

/** Whether networks tell what a data set has. */
public final class TaskCheck {
    private TaskCheck() {}

    /**
     * Rejects a space whose networks tell a class for the image for a data set with a class for each pixel, and the reverse.
     *
     * @throws IllegalArgumentException saying what to use instead
     */
    public static void require(NetworkFamily family, Dataset data) {
        boolean maps = data.train().hasMaps();
        if (maps == (family.task() == Task.PIXELS)) {
            return;
        }
        throw new IllegalArgumentException(
                maps
                        ? "The data set (" + data.name() + ") has a class for each pixel, the networks of the space ("
                                + family.name() + ") tell one for the image.\nMaybe use --space "
                                + NetworkFamilies.PIXELS + ", or a file of kind trellis with task: pixels."
                        : "The data set (" + data.name() + ") has a class for each image, the networks of the space ("
                                + family.name()
                                + ") tell one for each pixel.\nMaybe leave out --space, or give pictures"
                                + " with label maps: see tinsmith datasets.");
    }
}
