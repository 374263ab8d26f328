package io.tinsmith.search.trellis;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Which nodes of a trellis read which: by layer and level, a set of levels of the layer before, as bits. */
final class Ways {
    private final int[][] from;

    private Ways(int[][] from) {
        this.from = from;
    }

    static Ways none(int layers, int levels) {
        return new Ways(new int[layers][levels]);
    }

    static Ways of(Trellis trellis, int levels) {
        Ways ways = none(trellis.layers().size(), levels);
        for (int i = 0; i < trellis.layers().size(); i++) {
            for (TrellisNode node : trellis.layers().get(i)) {
                for (int source : node.from()) {
                    ways.set(i, source, node.level(), true);
                }
            }
        }
        return ways;
    }

    /** From the stem to the last layer, at each layer a level up, down or neither. */
    static Ways walk(int layers, int levels, SplittableRandom random) {
        Ways ways = none(layers, levels);
        int level = 0;
        for (int i = 0; i < layers; i++) {
            int least = Math.max(0, level - 1);
            int next = least + random.nextInt(Math.min(levels - 1, level + 1) - least + 1);
            ways.from[i][next] = 1 << level;
            level = next;
        }
        return ways;
    }

    /** The way that stays at level 0. */
    static Ways straight(int layers, int levels) {
        Ways ways = none(layers, levels);
        for (int[] layer : ways.from) {
            layer[0] = 1;
        }
        return ways;
    }

    Ways copy() {
        return new Ways(Arrays.stream(from).map(int[]::clone).toArray(int[][]::new));
    }

    Ways with(Ways other) {
        Ways union = copy();
        for (int i = 0; i < from.length; i++) {
            for (int level = 0; level < from[i].length; level++) {
                union.from[i][level] |= other.from[i][level];
            }
        }
        return union;
    }

    int layers() {
        return from.length;
    }

    int levels() {
        return from[0].length;
    }

    boolean has(int layer, int source, int level) {
        return (from[layer][level] >> source & 1) == 1;
    }

    void set(int layer, int source, int level, boolean present) {
        int bit = 1 << source;
        from[layer][level] = present ? from[layer][level] | bit : from[layer][level] & ~bit;
    }

    /** Levels that the node reads, as bits; 0 where there is no node. */
    int sources(int layer, int level) {
        return from[layer][level];
    }

    /** Levels with a node, as bits; those of layer -1 are the stem's. */
    int nodes(int layer) {
        int nodes = layer < 0 ? 1 : 0;
        for (int level = 0; layer >= 0 && level < from[layer].length; level++) {
            nodes |= from[layer][level] == 0 ? 0 : 1 << level;
        }
        return nodes;
    }

    /** The most nodes of any layer; 0 where no way leads through. */
    int widest() {
        int widest = 0;
        for (int i = 0; i < from.length; i++) {
            widest = Math.max(widest, Integer.bitCount(nodes(i)));
        }
        return widest;
    }

    /** With the finest {@code most} nodes of each layer. */
    Ways narrowed(int most) {
        Ways ways = copy();
        for (int[] layer : ways.from) {
            int left = most;
            for (int level = 0; level < layer.length; level++) {
                left -= layer[level] == 0 ? 0 : 1;
                layer[level] = left < 0 ? 0 : layer[level];
            }
        }
        return ways;
    }

    /** Without what does not lead from the stem to the last layer; nothing may be left. */
    Ways pruned() {
        Ways ways = copy();
        int before = 1;
        for (int[] layer : ways.from) {
            for (int level = 0; level < layer.length; level++) {
                layer[level] &= before;
            }
            before = mask(layer);
        }
        for (int i = from.length - 2; i >= 0; i--) {
            int read = 0;
            for (int sources : ways.from[i + 1]) {
                read |= sources;
            }
            for (int level = 0; level < levels(); level++) {
                ways.from[i][level] = (read >> level & 1) == 1 ? ways.from[i][level] : 0;
            }
        }
        return ways;
    }

    private static int mask(int[] layer) {
        int mask = 0;
        for (int level = 0; level < layer.length; level++) {
            mask |= layer[level] == 0 ? 0 : 1 << level;
        }
        return mask;
    }
}
