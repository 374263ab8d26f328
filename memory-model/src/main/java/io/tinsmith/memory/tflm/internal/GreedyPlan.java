package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * TFLM's greedy planner: largest first, each into the first gap between the buffers that live meanwhile. Buffers with a
 * given offset come first, in their order. Of equal sizes the one added last comes first, which the layout depends on.
 *
 * <p>Source: tensorflow/lite/micro/memory_planner/greedy_memory_planner.cc.
 */
final class GreedyPlan {
    /** A buffer to place; the lifetime is inclusive. */
    record Request(long bytes, int firstUse, int lastUse, int offlineOffset) {
        boolean online() {
            return offlineOffset == TflmModel.ONLINE;
        }

        boolean meets(Request other) {
            return firstUse <= other.lastUse && other.firstUse <= lastUse;
        }
    }

    private final List<Request> requests;
    private final long[] offsets;
    /** Indices of placed requests, by offset; of equal offsets the one placed first comes first. */
    private final List<Integer> placed = new ArrayList<>();

    GreedyPlan(List<Request> requests) {
        this.requests = List.copyOf(requests);
        this.offsets = new long[requests.size()];
        for (int index : order()) {
            place(index);
        }
    }

    private List<Integer> order() {
        List<Integer> given = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).online()) {
                free.add(0, i);
            } else {
                given.add(i);
            }
        }
        free.sort(
                Comparator.comparingLong((Integer i) -> requests.get(i).bytes()).reversed());
        given.addAll(free);
        return given;
    }

    private void place(int index) {
        Request wanted = requests.get(index);
        long offset = wanted.online() ? firstGap(wanted) : wanted.offlineOffset();
        offsets[index] = offset;
        int at = placed.size();
        while (at > 0 && offsets[placed.get(at - 1)] > offset) {
            at--;
        }
        placed.add(at, index);
    }

    private long firstGap(Request wanted) {
        long candidate = 0;
        for (int other : placed) {
            Request neighbour = requests.get(other);
            if (!neighbour.meets(wanted)) {
                continue;
            }
            if (offsets[other] - candidate >= wanted.bytes()) {
                break;
            }
            candidate = Math.max(candidate, offsets[other] + neighbour.bytes());
        }
        return candidate;
    }

    long offset(int index) {
        return offsets[index];
    }

    /** Where the last buffer ends. */
    long bytes() {
        long end = 0;
        for (int i = 0; i < offsets.length; i++) {
            end = Math.max(end, offsets[i] + requests.get(i).bytes());
        }
        return end;
    }
}
