package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.analysis.Comparer;
import io.tinsmith.cli.analysis.HandMadeSchedules;
import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ComparisonReport;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Fusion;
import io.tinsmith.targets.Boards;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {
    private final ComparisonReport report = sample();
    private final String page = ComparisonPage.render(report);

    @Test
    void isSelfContainedAndEscaped() {
        // The SVG namespace is a name, not a resource.
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "<script", "<link", "src=", "@import", "url(", "NaN", "Infinity");
        assertThat(page).contains("large &lt;b&gt;").doesNotContain("large <b>");
    }

    @Test
    void hasTheFiguresOfTheTerminalEachWithItsBasis() {
        for (ComparisonTable.Row row : ComparisonTable.rows(report)) {
            String line = page.substring(page.indexOf("<td>" + Html.escape(row.what())));
            line = line.substring(0, line.indexOf("</tr>"));
            for (ComparisonTable.Cell cell : row.cells()) {
                assertThat(line).contains(cell.best() ? "<b>" + cell.text() + "</b>" : cell.text());
            }
            if (row.basis() != null) {
                assertThat(line).contains(Html.tag(row.basis()));
            }
        }
        assertThat(ComparisonTable.rows(report))
                .filteredOn(row -> row.what().startsWith("milli"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.basis()).isEqualTo(Basis.ESTIMATED));
    }

    @Test
    void whatIsLeastIsBoldAndTheMostHasTheLongestBar() {
        String macs = page.substring(page.indexOf("<td>MACs "));
        macs = macs.substring(0, macs.indexOf("</tr>"));
        // A pooling has no MACs: it is the best of the row, and has no bar.
        assertThat(macs).contains("<b>0</b></td>", "width:72.0px");
    }

    @Test
    void saysWhatIsLeftOut() {
        assertThat(page)
                .contains("B: 2 of 10 channels are the same for every input and left out; the file has 900 MACs.");
    }

    @Test
    void drawsAllArenasOnOneScale() {
        assertThat(page.split("<figure>", -1)).hasSize(1 + report.models().size());
        assertThat(report.models().get(0).arena().arenaBytes())
                .isEqualTo(report.models().get(0).arenaBytes());
    }

    @Test
    void jsonReadsBack() throws IOException {
        assertThat(ReportJson.read(ReportJson.write(report), ComparisonReport.class))
                .isEqualTo(report);
    }

    private static ComparisonReport sample() {
        Moves moves = Moves.of(Fusion.FUSED);
        LatencyModel times = LatencyModel.of(Boards.byName("netduino-plus-2"), Optimize.BALANCED);
        return Comparer.of(
                List.of(
                        Comparer.model("large <b> net", HandMadeSchedules.network(), null, moves, times, null),
                        Comparer.model("pool", pool(), new LeftOut(2, 10, 900), moves, times, 1_024L)),
                times.board(),
                moves,
                "tflm, dsp");
    }

    private static Graph pool() {
        GraphBuilder b = new GraphBuilder("pool", DType.FLOAT32);
        int in = b.input("in", Shape.of(1, 4, 4, 2));
        return b.build(b.maxPool2d("max", in, 2, 2, Window.same(2)));
    }
}
