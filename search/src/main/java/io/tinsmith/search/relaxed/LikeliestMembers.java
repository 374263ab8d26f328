package io.tinsmith.search.relaxed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The members of a relaxed space in the order of their probability, each once: best first, each choice's options from the
 * likeliest to the least likely. For genes that others switch off, the likeliest options count.
 *
 * @param <G> genes, with equality by value
 */
public final class LikeliestMembers<G> implements Iterator<G> {
    private final Relaxation<G> relaxation;
    private final double[][] probabilities;
    /** By choice: indices of the options, the likeliest first. */
    private final List<List<Integer>> orders = new ArrayList<>();

    private final PriorityQueue<Entry<G>> queue = new PriorityQueue<>(
            Comparator.comparingDouble((Entry<G> e) -> -e.logProbability()).thenComparingLong(Entry::number));
    private final Set<G> seen = new HashSet<>();
    private long pushed;

    /**
     * A member that may be next.
     *
     * @param ranks of its options in their orders
     */
    private record Entry<G>(double logProbability, long number, List<Integer> ranks, G genes) {}

    /** @param probabilities of each choice's options */
    public LikeliestMembers(Relaxation<G> relaxation, double[][] probabilities) {
        this.relaxation = relaxation;
        this.probabilities = probabilities;
        for (double[] choice : probabilities) {
            Integer[] order = new Integer[choice.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble(i -> -choice[i]));
            orders.add(List.of(order));
        }
        push(probabilities.length == 0 ? List.of() : java.util.Collections.nCopies(probabilities.length, 0));
    }

    @Override
    public boolean hasNext() {
        return !queue.isEmpty();
    }

    @Override
    public G next() {
        Entry<G> best = queue.poll();
        if (best == null) {
            throw new NoSuchElementException("All members were given.");
        }
        for (int c = 0; c < orders.size(); c++) {
            if (best.ranks().get(c) + 1 < orders.get(c).size()) {
                List<Integer> ranks = new ArrayList<>(best.ranks());
                ranks.set(c, ranks.get(c) + 1);
                // Where nothing changes the choice is switched off, and other options of it lead nowhere.
                push(ranks);
            }
        }
        return best.genes();
    }

    private void push(List<Integer> ranks) {
        List<Integer> options = new ArrayList<>();
        double sum = 0;
        for (int c = 0; c < orders.size(); c++) {
            int option = orders.get(c).get(ranks.get(c));
            options.add(option);
            sum += Math.log(Math.max(Double.MIN_NORMAL, probabilities[c][option]));
        }
        G genes = relaxation.decode(options);
        if (seen.add(genes)) {
            queue.add(new Entry<>(sum, pushed++, List.copyOf(ranks), genes));
        }
    }
}
