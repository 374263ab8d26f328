package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private final DesignReport report = SampleReports.full();

    @Test
    void showsEachNumberWithItsBasis() {
        String page = ReportPage.render(report);
        assertThat(page)
                .contains("92.05 %", "9,205 of 10,000", "200 / 200", "3,456,789", "98,765", "66,304", "9,876,543")
                .contains("class=\"tag measured\"", "class=\"tag exact\"", "class=\"tag predicted\"")
                .contains("about 89 ms", "70 to 110 ms", "class=\"tag estimated\"")
                .contains("The machine trained at 0.7 times");
    }

    @Test
    void isSelfContainedAndEscaped() {
        String page = ReportPage.render(report);
        // The SVG namespace is a name, not a resource.
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "<script", "<link", "src=", "@import", "url(");
        assertThat(page).contains("&lt;&amp; co&gt;").doesNotContain("<& co>");
    }

    @Test
    void drawsEmptyDataWithoutFailing() {
        DesignReport r = report;
        DesignReport empty = new DesignReport(
                r.job(),
                r.network(),
                List.of(),
                r.device(),
                r.sram(),
                r.flash(),
                List.of(),
                new io.tinsmith.cli.report.ArenaMap(0, List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                r.provenance(),
                List.of());
        assertThat(ReportPage.render(empty)).doesNotContain("NaN", "Infinity");
    }

    @Test
    void rendersTheSameTwice() throws IOException {
        String page = ReportPage.render(report);
        assertThat(ReportPage.render(SampleReports.full())).isEqualTo(page);
        Path file = Path.of("target", "sample-report.html");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, page);
    }

    @Test
    void terminalShowsPredictedBesideMeasured() {
        assertThat(TerminalSummary.lines(report))
                .anySatisfy(l -> assertThat(l).matches("\\s+arena\\s+66,304\\s+66,304\\s+ELF symbol tns_arena"))
                .anySatisfy(l -> assertThat(l).contains("int8, device", "92.50 %", "measured on 200 images"));
    }
}
