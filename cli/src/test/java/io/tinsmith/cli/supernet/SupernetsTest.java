package io.tinsmith.cli.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.search.Genotype;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.SupernetSpace;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SupernetsTest {
    private final List<SearchSpace> spaces =
            SpaceFamilies.builtin("mobile-tiny").members(1, 10).subList(1, 8);

    @Test
    void aSubnetIsTheNetworkThatItsGenesDecodeTo() {
        SupernetSpace union = Supernets.space(spaces);
        SplittableRandom random = new SplittableRandom(1);
        for (SearchSpace space : spaces) {
            for (int i = 0; i < 20; i++) {
                Genotype genes = space.sample(random);
                var subnet = Supernets.subnet(space, genes);
                assertThat(union.contains(subnet)).isTrue();
                assertThat(Supernets.subnet(union, space.decode(genes))).contains(subnet);
                assertSameStructure(subnet.structure(union), space.decode(genes).toGraph(DType.FLOAT32));
            }
        }
    }

    @Test
    void theUnionHasTheSetsOfAll() {
        SupernetSpace union = Supernets.space(spaces);

        assertThat(union.resolutions()).containsExactly(16, 20);
        assertThat(union.stemWidths()).containsExactly(4, 8, 12, 16);
        assertThat(union.largest().stages().get(2).blocks()).hasSize(3);
    }

    @Test
    void aNetworkOfAnotherSpaceIsNoMember() {
        SupernetSpace first = Supernets.space(spaces.subList(0, 1));
        SearchSpace other = spaces.get(6);

        assertThat(Supernets.subnet(first, other.decode(other.smallest()))).isEmpty();
    }

    @Test
    void narrowsToMembers() {
        SearchSpace space = spaces.get(0);
        SupernetSpace all = Supernets.space(List.of(space));
        SplittableRandom random = new SplittableRandom(2);
        List<Subnet> members =
                List.of(Supernets.subnet(space, space.sample(random)), Supernets.subnet(space, space.sample(random)));
        SupernetSpace narrow = all.narrowedTo(members);

        assertThat(members).allMatch(narrow::contains);
        assertThat(narrow.narrowedTo(members.subList(0, 1)).stemStrides())
                .containsExactly(members.get(0).stemStride());
        assertThat(all.contains(narrow.largest())).isTrue();
    }

    @Test
    void rejectsSpacesThatShareNothing() {
        SearchSpace other = SpaceFamilies.builtin("mobile-224").members(1, 10).get(0);

        assertThatThrownBy(() -> Supernets.space(List.of(spaces.get(0), other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe take spaces of one family");
    }

    private static void assertSameStructure(Graph actual, Graph expected) {
        assertThat(actual.ops()).isEqualTo(expected.ops());
        for (int i = 0; i < expected.tensors().size(); i++) {
            assertThat(actual.tensor(i).shape()).isEqualTo(expected.tensor(i).shape());
        }
    }
}
