package io.tinsmith.codegen.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DenseHalvesTest {
    private static final int HALF = 1 << 30;

    @Test
    void aPairIsOneInt16() {
        byte[] weights = {0, 1, -1, 1, -128, -127, 127, 127, -5, 0};
        byte[] paired = DenseHalves.paired(weights);
        for (int i = 0; i < weights.length; i += 2) {
            assertThat(256 * paired[i + 1] + (paired[i] & 0xff)).isEqualTo(256 * weights[i + 1] + weights[i]);
        }
    }

    @Test
    void theBiasTakesBackWhatPairsAddBeside() {
        byte[] weights = {3, 9, -4, 7, 1, 1, 2, 2};
        ChannelTables scaled = DenseHalves.scaled(weights, tables(10, -6));
        assertThat(scaled.bias()).containsExactly(2560 - 127 * (3 - 4), -1536 - 127 * (1 + 2));
    }

    @Test
    void sumsStayWithin24Bits() {
        byte[] weights = {127, -127};
        int most = (1 << 23) - 1 - 127 * (127 + 128);
        assertThat(DenseHalves.fit(weights, tables(most))).isTrue();
        assertThat(DenseHalves.fit(weights, tables(most + 1))).isFalse();
        int least = -(1 << 23) + 127 * (127 + 128);
        assertThat(DenseHalves.fit(weights, tables(least))).isTrue();
        assertThat(DenseHalves.fit(weights, tables(least - 1))).isFalse();
        assertThat(DenseHalves.fit(weights, tables(Integer.MAX_VALUE))).isFalse();
    }

    @Test
    void theLeastWeightHasNoRoomForASign() {
        assertThat(DenseHalves.fit(new byte[] {-1, -128}, tables(0))).isFalse();
        assertThat(DenseHalves.fit(new byte[] {0, -128}, tables(0))).isTrue();
        assertThat(DenseHalves.fit(new byte[] {-128, -127}, tables(0))).isTrue();
    }

    @Test
    void factorsAreThoseOfTheQuickWay() {
        byte[] weights = {1, 1};
        assertThat(DenseHalves.fit(weights, new ChannelTables(new int[] {0}, new int[] {HALF - 1}, new byte[] {-1})))
                .isFalse();
        assertThat(DenseHalves.fit(weights, new ChannelTables(new int[] {0}, new int[] {HALF}, new byte[] {0})))
                .isFalse();
    }

    private static ChannelTables tables(int... bias) {
        int[] multiplier = new int[bias.length];
        Arrays.fill(multiplier, HALF);
        byte[] shift = new byte[bias.length];
        Arrays.fill(shift, (byte) -1);
        return new ChannelTables(bias, multiplier, shift);
    }
}
