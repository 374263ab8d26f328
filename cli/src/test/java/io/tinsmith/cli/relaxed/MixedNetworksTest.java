package io.tinsmith.cli.relaxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.cli.design.DesignStrategy;
import io.tinsmith.search.Choice;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import io.tinsmith.search.relaxed.ChainRelaxation;
import io.tinsmith.training.relaxed.MixedNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixedNetworksTest {
    static List<String> families() {
        return SpaceFamilies.builtinNames();
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyChainSpaceIsANetworkWithItsChoices(String name) {
        List<SearchSpace> members = SpaceFamilies.builtin(name).members(3, 7);
        for (SearchSpace space : List.of(members.get(0), members.get(members.size() - 1))) {
            for (int stride : space.stemStrides()) {
                ChainRelaxation relaxation = new ChainRelaxation(space, stride);
                MixedNetwork network = MixedNetworks.of(relaxation);
                assertThat(network.choices())
                        .isEqualTo(
                                relaxation.choices().stream().map(Choice::size).toList());
                for (int c = 0; c < network.choices().size(); c++) {
                    int choice = c;
                    assertThat(network.choices().get(c) == 1
                                    || network.nodes().stream().anyMatch(n -> n.choice() == choice))
                            .as("%s %s", name, relaxation.choices().get(c).name())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void otherSpacesAreRefusedByNameOfThoseThatDo() {
        assertThatThrownBy(() -> DesignStrategy.DARTS.requireSupported(NetworkFamilies.builtin("trellis-tiny")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(darts)")
                .hasMessageContaining("(trellis-tiny)")
                .hasMessageContaining("mobile-tiny, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell-tiny", "mobile-tiny"})
    void strategiesThatProposeTakeAllSpaces(String name) {
        DesignStrategy.EVOLUTION.requireSupported(NetworkFamilies.builtin(name));
    }
}
