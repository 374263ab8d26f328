package io.tinsmith.codegen.internal;

import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Mcu;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ways of kernels that the layers of a schedule take; the others are not linked.
 *
 * @param taken on cores without the DSP extension all but that of convolutions count as taken
 */
public record KernelPaths(Set<KernelPath> taken) {
    /** As if there were layers for each. */
    public static final KernelPaths ALL = new KernelPaths(EnumSet.allOf(KernelPath.class));

    private static final Set<KernelPath> PLANES =
            EnumSet.of(KernelPath.PLANES_NARROW, KernelPath.PLANES_MIDDLE, KernelPath.PLANES_WIDE);

    public KernelPaths {
        taken = Set.copyOf(taken);
    }

    /** Those of the steps of a schedule; the graph needs no data. */
    public static KernelPaths of(Schedule schedule, Mcu mcu, Optimize optimize) {
        boolean dsp = WeightOrder.of(mcu) == WeightOrder.QUADS;
        PathFinder finder = new PathFinder(schedule.graph(), dsp, ColumnBytes.of(schedule.graph(), mcu, optimize));
        schedule.steps().forEach(finder::add);
        return new KernelPaths(finder.taken());
    }

    /** Flags of the compiler, each with a space before it. */
    String flags() {
        return notTaken().stream().map(path -> " -D" + path.define() + "=0").collect(Collectors.joining());
    }

    /** C that does not compile where the runtime lacks one that is taken. */
    String check() {
        if (taken.isEmpty()) {
            return "";
        }
        String condition = taken.stream().sorted().map(KernelPath::define).collect(Collectors.joining(" && "));
        return "\n#if !(" + condition + ")\n"
                + "#error \"The runtime is compiled without code that a layer of this model needs: compile both by the"
                + " model's make file.\"\n#endif\n";
    }

    /** Sources of the runtime, without their ending, of which the linker takes nothing. */
    Set<String> unlinked() {
        Set<String> sources =
                notTaken().stream().map(KernelPath::source).collect(Collectors.toCollection(HashSet::new));
        if (notTaken().containsAll(PLANES)) {
            sources.add("tns_dsp_depthwise");
        }
        return sources;
    }

    private EnumSet<KernelPath> notTaken() {
        EnumSet<KernelPath> others = EnumSet.allOf(KernelPath.class);
        others.removeAll(taken);
        return others;
    }
}
