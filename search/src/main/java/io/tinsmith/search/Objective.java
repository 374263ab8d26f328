package io.tinsmith.search;

import java.util.function.ToDoubleFunction;

/**
 * Something that a search makes as good as it can.
 *
 * @param name such as {@code sram}
 * @param description for people, such as {@code least SRAM of the whole program}
 * @param value the larger the better, so that a cost is its negative; a pure function
 */
public record Objective(String name, String description, ToDoubleFunction<Candidate> value) {}
