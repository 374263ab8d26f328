package io.tinsmith.cli.design;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateAccuracyTest {
    private static final NetworkFamily INVERTED = NetworkFamilies.builtin("mobile-tiny");

    @ParameterizedTest
    @ValueSource(strings = {"cell-tiny", "trellis-tiny", "residual-32", "mixed-tiny", "mnas-224", "ds-cnn"})
    void spacesThatShareNoWeightsSayWhatToUse(String space) {
        NetworkFamily family = NetworkFamilies.builtin(space);
        assertThatThrownBy(() -> CandidateAccuracy.SUPERNET.requireSupported(family, DesignStrategy.EVOLUTION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the space (" + space + ")")
                .hasMessageContaining("Maybe use one of mobile-tiny, mobile-224, or --accuracy proxy");
        assertThatCode(() -> CandidateAccuracy.PROXY.requireSupported(family, DesignStrategy.EVOLUTION))
                .doesNotThrowAnyException();
    }

    @Test
    void strategiesThatTrainHaveNothingToRank() {
        assertThatCode(() -> CandidateAccuracy.SUPERNET.requireSupported(INVERTED, DesignStrategy.NSGA2))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CandidateAccuracy.SUPERNET.requireSupported(INVERTED, DesignStrategy.ASHA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The --strategy (asha)")
                .hasMessageContaining("Maybe");
    }
}
