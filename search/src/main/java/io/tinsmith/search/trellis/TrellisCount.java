package io.tinsmith.search.trellis;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts trellises, layer by layer: a trellis is a set of levels for each layer, an operation for each node, and ways
 * between neighbouring layers that leave no node out on either side.
 */
final class TrellisCount {
    private final TrellisSet set;

    private TrellisCount(TrellisSet set) {
        this.set = set;
    }

    static BigInteger of(TrellisSet set) {
        return new TrellisCount(set).count();
    }

    private BigInteger count() {
        // By set of levels, as bits: ways to come to it from the stem.
        Map<Integer, BigInteger> counts = Map.of(1, BigInteger.ONE);
        Map<Integer, Map<Integer, BigInteger>> joints = new HashMap<>();
        for (int layer = 0; layer < set.layers(); layer++) {
            Map<Integer, BigInteger> next = new HashMap<>();
            counts.forEach((before, count) -> joints.computeIfAbsent(before, this::joints)
                    .forEach((after, joint) -> next.merge(after, count.multiply(joint), BigInteger::add)));
            counts = next;
        }
        return counts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** By set of levels of the next layer: how many ways lead to it, operations of its nodes counted. */
    private Map<Integer, BigInteger> joints(int before) {
        Map<Integer, BigInteger> joints = new HashMap<>();
        for (int after = 1; after < 1 << set.levels(); after++) {
            if (Integer.bitCount(after) <= set.branches()) {
                BigInteger ways = ways(before, after);
                if (ways.signum() > 0) {
                    BigInteger operations =
                            BigInteger.valueOf(set.operations().size()).pow(Integer.bitCount(after));
                    joints.put(after, ways.multiply(operations));
                }
            }
        }
        return joints;
    }

    private BigInteger ways(int before, int after) {
        // By set of levels read so far.
        Map<Integer, BigInteger> read = Map.of(0, BigInteger.ONE);
        for (int level = 0; level < set.levels(); level++) {
            if ((after >> level & 1) == 1) {
                int sources = before & (level == 0 ? 0b11 : 0b111 << (level - 1));
                Map<Integer, BigInteger> next = new HashMap<>();
                // All subsets of the sources but the empty one.
                for (int subset = sources; subset > 0; subset = subset - 1 & sources) {
                    int chosen = subset;
                    read.forEach((mask, count) -> next.merge(mask | chosen, count, BigInteger::add));
                }
                read = next;
            }
        }
        return read.getOrDefault(before, BigInteger.ZERO);
    }
}
