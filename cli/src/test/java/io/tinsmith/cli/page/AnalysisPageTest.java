package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.analysis.Analyzer;
import io.tinsmith.cli.analysis.HandMadeSchedules;
import io.tinsmith.cli.analysis.Limits;
import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.analysis.ScheduleSteps;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.FrontRow;
import io.tinsmith.cli.report.LeftOut;
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
        String page = AnalysisPage.render(report, false);
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
        String page = AnalysisPage.render(report, false);
        assertThat(page)
                .contains("strips x2", "grouped", "1,024 (5.9 %)", "what the SRAM leaves: 30,000 bytes")
                .contains("20,000 B, +12.0 %", Html.wrapping("beyond --max-overhead"));
    }

    @Test
    void terminalShowsTheSameFigures() {
        List<String> lines = AnalysisSummary.lines(report);
        assertThat(lines).anySatisfy(l -> assertThat(l).matches(" *0  strips x2 +3  expanded .. projected .*<- peak"));
        String leftOut = "12 of 100 channels are the same for every input and left out; the file has 1,234,567 MACs";
        assertThat(lines).contains(leftOut);
        assertThat(AnalysisPage.render(report, false)).contains(leftOut);
        assertThat(lines).anySatisfy(l -> assertThat(l).matches(" *28,000 +1,050 +\\+5.0 % .*shown"));
    }

    @Test
    void adviceStandsAboveThePicturesWithTheFiguresOfTheTerminal() {
        AnalysisReport tight = analyze(Limits.none()
                .and(Limit.What.SRAM, "--sram", 3_000)
                .and(Limit.What.FLASH, "--flash", 10_000)
                .and(Limit.What.LATENCY, "--latency", 10));
        String page = AnalysisPage.render(tight, false);
        int advice = page.indexOf("<h2>Does not fit</h2>");
        assertThat(advice).isBetween(0, page.indexOf("<h2>The arena over time</h2>"));
        List<AdviceParts.Part> parts = AdviceParts.of(tight);
        assertThat(parts)
                .extracting(AdviceParts.Part::title)
                .containsExactly("Does not fit", "SRAM", "Flash", "Time", "Schedules", "Smaller networks that fit");
        for (AdviceParts.Part part : parts) {
            assertThat(page).contains(part.remarks());
            if (part.table() != null) {
                part.table()
                        .rows()
                        .forEach(row -> row.forEach(text -> assertThat(page)
                                .containsAnyOf(">" + Html.escape(text) + "<", ">" + Html.wrapping(text) + "<")));
            }
        }
        assertThat(page.substring(page.indexOf("<header>"), page.indexOf("</header>")))
                .contains("class=\"remark\"", "are too little, it takes an estimated");
    }

    @Test
    void everyColumnAndTileOfTimeOrEnergyIsCalledEstimated() {
        String page = AnalysisPage.render(report, true);
        String estimated = " " + Html.tag(Basis.ESTIMATED) + "</th>";
        assertThat(page)
                .contains("<th class=\"n\">ms" + estimated, "<th class=\"n\">mJ" + estimated)
                .contains("<th class=\"n\">instructions " + Html.tag(Basis.PREDICTED) + "</th>")
                .doesNotContain("<th class=\"n\">ms</th>", "<th class=\"n\">mJ</th>");
        for (String value : new String[] {"1.1 ms", "0.15 mJ"}) {
            String tile = page.substring(page.indexOf("<div class=\"value\">" + value));
            assertThat(tile.substring(0, tile.indexOf("\n"))).contains(Html.tag(Basis.ESTIMATED));
        }
    }

    @Test
    void whatFitsHasNoAdviceAndTellsWhatIsTaken() {
        String page = AnalysisPage.render(
                analyze(Limits.none()
                        .and(Limit.What.SRAM, "a <b> board", 300_000)
                        .and(Limit.What.LATENCY, "--latency", 10_000_000)),
                false);
        assertThat(page)
                .contains("Fits: SRAM ", " of 300,000 bytes (a &lt;b&gt; board), time an estimated ")
                .doesNotContain("Does not fit", "class=\"remark\"");
        assertThat(AnalysisPage.render(analyze(Limits.none()), false)).doesNotContain("Fits:", "Does not fit");
    }

    @Test
    void boardsComeFirstWhereTheyWereAskedFor() {
        for (boolean first : new boolean[] {true, false}) {
            String page = AnalysisPage.render(report, first);
            assertThat(page.indexOf("<h2>Boards</h2>") < page.indexOf("<h2>The arena over time</h2>"))
                    .isEqualTo(first);
            BoardsSummary.table(report.boards())
                    .rows()
                    .forEach(row -> row.forEach(text -> assertThat(page).contains(">" + text + "<")));
            assertThat(page.split("<h2>Boards</h2>", -1)).hasSize(2);
        }
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

    private static AnalysisReport analyze(Limits limits) {
        return Analyzer.of(
                "a <b> net",
                HandMadeSchedules.network(),
                null,
                Moves.of(Fusion.FUSED),
                limits,
                LatencyModel.of(Boards.byName("netduino-plus-2"), Optimize.BALANCED),
                Boards.all());
    }

    private static AnalysisReport sample() {
        AnalysisReport a = analyze(Limits.none().and(Limit.What.SRAM, "--sram", 3_000));
        return new AnalysisReport(
                a.schemaVersion(),
                a.network(),
                a.input(),
                a.output(),
                "float32",
                null,
                a.macs(),
                a.parameters(),
                new LeftOut(12, 100, 1_234_567),
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
