package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.analysis.Analyzer;
import io.tinsmith.cli.analysis.HandMadeSchedules;
import io.tinsmith.cli.analysis.Limits;
import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.analysis.ScheduleSteps;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.FrontRow;
import io.tinsmith.cli.report.Limit;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.Fusion;
import io.tinsmith.targets.Boards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisPageTest {
    private final AnalysisReport report = sample();

    @Test
    void isSelfContainedAndEscaped() throws IOException {
        String page = AnalysisPage.render(report);
        // The SVG namespace is a name, not a resource.
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "<script", "<link", "src=", "@import", "url(", "NaN", "Infinity");
        assertThat(page).contains("a &lt;b&gt; net").doesNotContain("a <b> net");
        Path file = Path.of("target", "sample-analysis.html");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, page);
    }

    @Test
    void showsStepsFrontAndBudget() {
        String page = AnalysisPage.render(report);
        assertThat(page)
                .contains("strips x2", "grouped", "1,024 (5.9 %)", "what --sram leaves: 30,000 bytes")
                .contains("20,000 B, +12.0 %", "beyond --max-overhead");
    }

    @Test
    void terminalShowsTheSameFigures() {
        List<String> lines = AnalysisSummary.lines(report);
        assertThat(lines).anySatisfy(l -> assertThat(l).matches(" *0  strips x2 +3  expanded .. projected .*<- peak"));
        assertThat(lines).anySatisfy(l -> assertThat(l).matches(" *28,000 +1,050 +\\+5.0 % .*shown"));
    }

    @Test
    void labelsOfTheFrontNeverMeet() {
        List<FrontRow> crowd = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            crowd.add(new FrontRow(20_000 - 10 * i, 1_000 + i, 1 + i / 1000.0, 3, 2, 0, true, i == 0));
        }
        String chart = FrontChart.draw(crowd, null);
        assertThat(chart.split("class=\"note", -1).length - 1).isBetween(2, 30);
        assertThat(chart).contains("<title>19,410 B, +5.9 %</title>");
    }

    @Test
    void jsonHasASchemaVersionAndReadsBack() throws IOException {
        String json = ReportJson.write(report);
        assertThat(json).contains("\"schemaVersion\" : 1", "\"arenaOffsetBytes\" : 512", "\"kind\" : \"STRIPS\"");
        assertThat(ReportJson.read(json, AnalysisReport.class)).isEqualTo(report);
    }

    private static AnalysisReport sample() {
        AnalysisReport a = Analyzer.of(
                "a <b> net",
                HandMadeSchedules.network(),
                Moves.of(Fusion.FUSED),
                Limits.none().and(Limit.What.SRAM, "--sram", 3_000),
                LatencyModel.of(Boards.byName("netduino-plus-2"), Optimize.BALANCED),
                Boards.all());
        return new AnalysisReport(
                a.schemaVersion(),
                a.network(),
                a.input(),
                a.output(),
                "float32",
                null,
                a.macs(),
                a.parameters(),
                a.constantBytes(),
                a.programSramBytes(),
                a.programFlashBytes(),
                new AnalysisReport.Budget(32_248, 30_000, true),
                a.limits(),
                a.advice(),
                new AnalysisReport.Time("netduino-plus-2", 123_456L, 1.1, 0.8, 1.4),
                0.145,
                ScheduleSteps.report("fused", HandMadeSchedules.stripsAndGroups()),
                a.layerWise(),
                a.kinds(),
                List.of(
                        new FrontRow(40_000, 1_000, 1, 9, 1, 0, true, false),
                        new FrontRow(28_000, 1_050, 1.05, 8, 2, 0, true, true),
                        new FrontRow(20_000, 1_120, 1.12, 7, 3, 0, false, false),
                        new FrontRow(19_500, 1_500, 1.5, 7, 5, 2, false, false)),
                a.ops(),
                a.boards());
    }
}
