package io.tinsmith.search;

/**
 * What an inference takes on a target.
 *
 * @param instructions predicted; 0 where nothing is known of the target
 * @param cycles an estimate; 0 where nothing is known of the target
 */
public record RunTime(long instructions, long cycles) {
    /** Of no target. */
    public static final RunTime UNKNOWN = new RunTime(0, 0);
}
