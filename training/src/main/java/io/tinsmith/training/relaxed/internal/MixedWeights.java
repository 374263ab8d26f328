package io.tinsmith.training.relaxed.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.internal.ParameterLayout.Slot;
import io.tinsmith.training.relaxed.MixedNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where the parameters of each option of each node stand in one flat array. Either every option has its own, or options
 * of a node with the same ops share them, as in a supernet: the first channels, the middle of the kernels (Stamoulis et al.
 * 2019, arXiv:1904.02877, section 3). Where few steps reach each option, what is shared learns in all of them.
 */
final class MixedWeights {
    /** An option of a node. */
    record Place(int node, int option) {}

    private final Map<Place, List<SharedTensor>> tensors = new HashMap<>();
    private final ParameterLayout layout;

    /** @param shared whether options with the same ops share */
    MixedWeights(MixedNetwork network, boolean shared) {
        List<Slot> all = new ArrayList<>();
        int at = 0;
        for (int n = 0; n < network.nodes().size(); n++) {
            if (!(network.nodes().get(n) instanceof MixedNetwork.Sum sum)) {
                continue;
            }
            Map<List<?>, List<Place>> groups = new LinkedHashMap<>();
            Map<Place, ParameterLayout> own = new HashMap<>();
            for (int o = 0; o < sum.options().size(); o++) {
                if (sum.options().get(o).part().isPresent()) {
                    Graph part = sum.options().get(o).part().get();
                    Place place = new Place(n, o);
                    own.put(place, ParameterLayout.forTraining(part));
                    List<?> key = shared ? ops(part) : List.of(o);
                    groups.computeIfAbsent(key, k -> new ArrayList<>()).add(place);
                }
            }
            for (List<Place> group : groups.values()) {
                List<ParameterLayout> layouts =
                        group.stream().map(p -> layoutOf(own, p)).toList();
                for (int s = 0; s < layouts.get(0).slots().size(); s++) {
                    int index = s;
                    List<Slot> same =
                            layouts.stream().map(l -> l.slots().get(index)).toList();
                    Slot slot = greatest(same, all.size(), at);
                    for (int i = 0; i < group.size(); i++) {
                        tensors.computeIfAbsent(group.get(i), p -> new ArrayList<>())
                                .add(new SharedTensor(slot, all.size(), same.get(i)));
                    }
                    all.add(slot);
                    at = Math.addExact(at, slot.length());
                }
            }
        }
        layout = new ParameterLayout(List.copyOf(all), List.of(), at, 0);
    }

    /** Of all parameters; batch statistics are not kept. */
    ParameterLayout layout() {
        return layout;
    }

    /** The layout without the parameters of other options: an optimizer leaves those alone. */
    ParameterLayout only(List<Place> used) {
        TreeSet<Integer> indices = new TreeSet<>();
        used.forEach(place -> tensors(place).forEach(t -> indices.add(t.index())));
        List<Slot> slots = indices.stream().map(layout.slots()::get).toList();
        return new ParameterLayout(slots, List.of(), layout.parameters(), 0);
    }

    /** The parameters of an option, in the order of its own layout. */
    float[] gather(float[] all, Place place) {
        float[] own =
                new float[tensors(place).stream().mapToInt(SharedTensor::length).sum()];
        tensors(place).forEach(t -> t.each((shared, mine) -> own[mine] = all[shared]));
        return own;
    }

    /** Adds gradients of an option, times a factor. */
    void scatterAdd(float[] own, float factor, Place place, float[] all) {
        tensors(place).forEach(t -> t.each((shared, mine) -> all[shared] += factor * own[mine]));
    }

    private List<SharedTensor> tensors(Place place) {
        return tensors.getOrDefault(place, List.of());
    }

    private static ParameterLayout layoutOf(Map<Place, ParameterLayout> own, Place place) {
        ParameterLayout found = own.get(place);
        if (found == null) {
            throw new IllegalStateException("The option (" + place + ") has no parameters.");
        }
        return found;
    }

    private static List<String> ops(Graph part) {
        return part.ops().stream().map(Op::getClass).map(Class::getSimpleName).toList();
    }

    /** A slot that holds all of some; its fan-in is that of the greatest. */
    private static Slot greatest(List<Slot> slots, int op, int offset) {
        List<Long> shape = new ArrayList<>(slots.get(0).shape());
        int fanIn = 1;
        for (Slot slot : slots) {
            for (int i = 0; i < shape.size(); i++) {
                shape.set(i, Math.max(shape.get(i), slot.shape().get(i)));
            }
            fanIn = Math.max(fanIn, slot.fanIn());
        }
        int length = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        return new Slot(op, slots.get(0).kind(), List.copyOf(shape), offset, length, fanIn);
    }
}
