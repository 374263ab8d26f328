package io.tinsmith.search;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a search maximises before anything is trained. */
public final class Objectives {
    private Objectives() {}

    /** MACs per parameter in the middle of the free range; the range is an octave to either side. */
    private static final double USES = 64;

    /**
     * Capacity in octaves: {@code log2(MACs) + log2(1 + blocks) / 4 - imbalance / 2}. A proxy, not an accuracy: within
     * a space, networks that compute more tend to be more accurate (TinyNAS, arXiv:2007.10319, figure 3), and depth
     * helps a little. The race of the finalists decides.
     *
     * <p>MACs per parameter say at how many pixels a weight is used. {@code imbalance} is the octaves by which that
     * lies outside 32 to 128: below, the network throws the image's detail away early; above, it has few weights to
     * learn with. MLPerf Tiny's hand-made networks lie at 34 (MobileNetV1 0.25), 112 (DS-CNN) and 160 (ResNet-8).
     */
    public static ToDoubleFunction<Candidate> capacity() {
        return c -> {
            double macs = log2(c.cost().macs());
            double uses = macs - log2(c.cost().parameters());
            double imbalance = Math.max(0, Math.abs(uses - Math.log(USES) / Math.log(2)) - 1);
            return macs + 0.25 * log2(1 + c.network().depth()) - 0.5 * imbalance;
        };
    }

    /** The objectives that can be asked for by name; the first is what is maximised where there is but one. */
    public static List<Objective> all() {
        return List.of(
                new Objective("capacity", "most capacity to learn, a proxy of accuracy", capacity()),
                new Objective(
                        "macs", "fewest multiply-accumulates", c -> -c.cost().macs()),
                new Objective(
                        "latency",
                        "fewest estimated cycles on the target",
                        c -> -c.cost().runTime().cycles()),
                new Objective(
                        "sram",
                        "least SRAM of the whole program",
                        c -> -c.cost().sramBytes()),
                new Objective(
                        "flash",
                        "least flash of the whole program",
                        c -> -c.cost().flashBytes()),
                new Objective("parameters", "fewest parameters", c -> -c.cost().parameters()));
    }

    /**
     * The objective of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Objective named(String name) {
        return all().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The objective (" + name
                        + ") is unknown.\nMaybe use some of "
                        + all().stream().map(Objective::name).collect(Collectors.joining(", ")) + "."));
    }

    private static double log2(long value) {
        return Math.log(Math.max(1.0, (double) value)) / Math.log(2);
    }
}
