package io.tinsmith.memory.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Buffers that share bytes while both are live, directly or through others: they keep their distances from each other, which
 * the planner found to be safe, and so lie in one region. Most clusters are one buffer.
 *
 * @param members by ascending offset, the lowest at 0
 * @param accesses bytes read and written in one inference, see {@link BufferAccesses}
 */
public record Cluster(List<PlacedBuffer> members, long start, long sizeBytes, long accesses) {
    public Cluster {
        members = List.copyOf(members);
    }

    /** All buffers in clusters, ordered by what is independent of how tensors are numbered as far as that goes. */
    public static List<Cluster> of(List<PlacedBuffer> buffers, BufferAccesses accesses) {
        List<Cluster> clusters = new ArrayList<>();
        boolean[] taken = new boolean[buffers.size()];
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) {
                continue;
            }
            List<PlacedBuffer> members = new ArrayList<>(List.of(buffers.get(i)));
            taken[i] = true;
            for (int m = 0; m < members.size(); m++) {
                for (int j = i + 1; j < taken.length; j++) {
                    if (!taken[j] && members.get(m).shares(buffers.get(j))) {
                        taken[j] = true;
                        members.add(buffers.get(j));
                    }
                }
            }
            clusters.add(joined(members, accesses));
        }
        return clusters;
    }

    private static Cluster joined(List<PlacedBuffer> members, BufferAccesses accesses) {
        members.sort(Comparator.comparingLong(PlacedBuffer::offset).thenComparingInt(PlacedBuffer::firstUse));
        long start = members.get(0).offset();
        long end = 0;
        long sum = 0;
        for (PlacedBuffer member : members) {
            end = Math.max(end, member.offset() + member.sizeBytes());
            sum = Math.addExact(sum, accesses.of(member));
        }
        return new Cluster(members, start, end - start, sum);
    }

    /** Bytes read and written for each byte that it takes. */
    public double heat() {
        return (double) accesses / Math.max(1, sizeBytes);
    }

    /** Steps from the first to the last in which a member is live. */
    int steps() {
        int first = members.stream().mapToInt(PlacedBuffer::firstUse).min().orElse(0);
        int last = members.stream().mapToInt(PlacedBuffer::lastUse).max().orElse(0);
        return last - first + 1;
    }

    /**
     * Where this must begin at the earliest if it is to lie above what {@code other} takes; {@code base} if they do not
     * touch when this begins at {@code base} and the other at {@code otherBase}.
     */
    long above(long base, Cluster other, long otherBase) {
        for (PlacedBuffer mine : members) {
            long from = base + mine.offset() - start;
            for (PlacedBuffer theirs : other.members) {
                long otherFrom = otherBase + theirs.offset() - other.start;
                if (mine.meets(theirs)
                        && from < otherFrom + theirs.sizeBytes()
                        && otherFrom < from + mine.sizeBytes()) {
                    return otherFrom + theirs.sizeBytes() - (mine.offset() - start);
                }
            }
        }
        return base;
    }
}
