package io.tinsmith.search;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One categorical gene of a space: what a strategy that works on vectors of choices, or a predictor, may know of it.
 *
 * @param name for people, such as {@code stage 2 width}
 * @param values as numbers, such as channels; a category without order is numbered from 0
 */
public record Choice(String name, Kind kind, List<Double> values) {
    /** What a gene scales; compound scaling moves all genes of a kind together. */
    public enum Kind {
        DEPTH,
        WIDTH,
        RESOLUTION,
        OTHER
    }

    public Choice {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The choice (" + name + ") has no values.\nMaybe give it one.");
        }
    }

    /** Of whole numbers. */
    public static Choice of(String name, Kind kind, List<Integer> values) {
        return new Choice(name, kind, values.stream().map(Integer::doubleValue).toList());
    }

    /** Of a category without order. */
    public static Choice numbered(String name, int count) {
        return of(name, Kind.OTHER, IntStream.range(0, count).boxed().toList());
    }

    public int size() {
        return values.size();
    }
}
