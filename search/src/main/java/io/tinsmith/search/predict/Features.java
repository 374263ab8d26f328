package io.tinsmith.search.predict;

import io.tinsmith.search.Choice;
import io.tinsmith.search.SpaceOperations;
import java.util.ArrayList;
import java.util.List;

/**
 * Candidates as numbers: of each gene with a value that scales something the logarithm of the value, of each other gene
 * one number for each value but the first, 1 for the one chosen (one-hot).
 */
public final class Features<G> {
    private final SpaceOperations<G> space;
    private final List<Choice> choices;

    public Features(SpaceOperations<G> space) {
        this.space = space;
        this.choices = space.choices();
    }

    public double[] of(G genes) {
        List<Integer> vector = space.toChoices(genes);
        List<Double> features = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            if (choice.kind() != Choice.Kind.OTHER) {
                double value = choice.values().get(vector.get(i));
                features.add(StrictMath.log(1 + Math.max(0, value)));
            } else {
                for (int k = 1; k < choice.size(); k++) {
                    features.add(vector.get(i) == k ? 1.0 : 0.0);
                }
            }
        }
        return features.stream().mapToDouble(f -> f).toArray();
    }
}
