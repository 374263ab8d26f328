package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CepstralFrontEndTest {
    // Two bands: c[0] = (a + b) / sqrt 2, c[1] = cos(pi / 4) (a - b) = (a - b) / sqrt 2.
    private final SpectrogramFrontEnd mel = new SpectrogramFrontEnd(8000, 256, 128, 256, 3, 2, 60, 3800, -100, 0);

    @Test
    void coefficientsOfTwoBandsByHand() {
        CepstralFrontEnd frontEnd = new CepstralFrontEnd(mel, List.of(-150.0, -75.0), List.of(0.0, 75.0));
        short[] samples = new short[512];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (16000 * Math.sin(2 * Math.PI * 500 * i / 8000));
        }
        float[] decibels = mel.decibels(samples);
        float[] coefficients = frontEnd.analysis().apply(samples);

        assertThat(coefficients).hasSize(6);
        for (int f = 0; f < 3; f++) {
            double a = decibels[2 * f];
            double b = decibels[2 * f + 1];
            assertThat(coefficients[2 * f]).isCloseTo((float) ((a + b) / Math.sqrt(2)), within(1e-3f));
            assertThat(coefficients[2 * f + 1]).isCloseTo((float) ((a - b) / Math.sqrt(2)), within(1e-3f));
        }
    }

    @Test
    void eachCoefficientHasItsOwnRange() {
        CepstralFrontEnd frontEnd = new CepstralFrontEnd(mel, List.of(-150.0, -75.0), List.of(0.0, 75.0));
        // -150 and below 0; half of 150 is 127.5, rounded up; 75 and above 255.
        assertThat(frontEnd.quantize(new float[] {-150, 0, -200, 80})).containsExactly(0, (byte) 128, 0, (byte) 255);
        assertThat(frontEnd.parameters())
                .containsEntry("floors", "-150.0 -75.0")
                .containsEntry("bands", "2");
    }

    @Test
    void refusesMoreCoefficientsThanBandsAndEmptyRanges() {
        assertThatThrownBy(() -> new CepstralFrontEnd(mel, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)))
                .hasMessageContaining("1 to 2, the bands");
        assertThatThrownBy(() -> new CepstralFrontEnd(mel, List.of(1.0), List.of(1.0)))
                .hasMessageContaining("coefficient 0");
    }
}
