package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectivesTest {
    @Test
    void capacityCountsMacsDepthAndBalance() {
        // 2^20 MACs, no blocks.
        assertThat(capacity(1 << 20, 1 << 14)).isEqualTo(20); // 64 uses
        assertThat(capacity(1 << 20, 1 << 13)).isEqualTo(20); // 128: still free
        assertThat(capacity(1 << 20, 1 << 12)).isEqualTo(19.5); // 256: an octave outside
        assertThat(capacity(1 << 20, 1 << 17)).isEqualTo(19); // 8: two octaves outside
    }

    private static double capacity(long macs, long parameters) {
        Architecture none = new Architecture(8, 1, new Stem(4, 3, 1), List.of(), 0, 2);
        return Objectives.capacity()
                .applyAsDouble(new Candidate(none, new Cost(macs, macs, parameters, 1, 1, 1, RunTime.UNKNOWN)));
    }
}
