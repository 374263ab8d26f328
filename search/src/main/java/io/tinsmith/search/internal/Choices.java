package io.tinsmith.search.internal;

import io.tinsmith.search.Choice;
import java.util.List;
import java.util.SplittableRandom;

/** Drawing from the sets of a search space. */
public final class Choices {
    private Choices() {}

    public static <T> T draw(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }

    /** {@code value}, or with probability {@code rate} one drawn anew. */
    public static <T> T redraw(T value, List<T> values, double rate, SplittableRandom random) {
        return random.nextDouble() < rate ? draw(values, random) : value;
    }

    public static <T> T either(T a, T b, SplittableRandom random) {
        return random.nextBoolean() ? a : b;
    }

    /** Rejects a vector that is not of these choices. */
    public static void require(List<Choice> choices, List<Integer> indices) {
        if (indices.size() != choices.size()) {
            throw new IllegalArgumentException("A vector of " + indices.size() + " choices was given where there are "
                    + choices.size() + ".\nMaybe it is of another space.");
        }
        for (int i = 0; i < indices.size(); i++) {
            Checks.range(
                    "index of " + choices.get(i).name(),
                    indices.get(i),
                    0,
                    choices.get(i).size() - 1);
        }
    }

    /** Sorted without doubles; rejects an empty set. */
    public static List<Integer> set(String name, List<Integer> values, int least, int most) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "The set of " + name + " is empty.\nMaybe give one value, such as [" + least + "].");
        }
        values.forEach(v -> Checks.range(name, v, least, most));
        return values.stream().distinct().sorted().toList();
    }

    /** Factors of widths, sorted without doubles; rejects an empty set. */
    public static List<Double> factors(String name, List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The set of " + name + " is empty.\nMaybe give [1.0].");
        }
        for (double value : values) {
            if (!(value > 0 && value <= 8)) {
                throw new IllegalArgumentException("The " + name + " (" + value + ") is not between 0 and 8.");
            }
        }
        return values.stream().distinct().sorted().toList();
    }
}
