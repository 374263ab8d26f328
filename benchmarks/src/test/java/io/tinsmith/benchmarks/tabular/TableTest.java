package io.tinsmith.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.GraphCost;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void spaceIsEnumeratedOnce() {
        List<List<Integer>> members = TabularSpace.members();
        assertThat(new HashSet<>(members)).hasSize(256).hasSameSizeAs(members);
        assertThat(members.stream().map(TabularSpace::decode).distinct()).hasSize(256);
    }

    @Test
    void rowsAreOfTheNetworksThatTheySay() {
        List<TableRow> rows = Table.builtin();
        assertThat(rows.stream().map(TableRow::genes).distinct()).hasSameSizeAs(rows);
        for (TableRow row : rows.subList(0, 20)) {
            assertThat(row.macs())
                    .isEqualTo(GraphCost.macs(TabularSpace.decode(row.genes()).toGraph(DType.INT8)));
            assertThat(row.accuracy()).isBetween(0.5, 1.0);
            assertThat(TableRow.parse(row.line())).isEqualTo(row);
        }
    }

    @Test
    void refusesALineThatWasCutOff() {
        assertThatThrownBy(() -> Table.parse(TableRow.header() + "\n10,6,2\n"))
                .hasMessageContaining("Maybe its writing was cut off");
    }
}
