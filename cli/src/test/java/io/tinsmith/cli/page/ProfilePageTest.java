package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ProfileReport;
import io.tinsmith.cli.report.ProfileReport.Cost;
import io.tinsmith.cli.report.ProfileReport.Counts;
import io.tinsmith.cli.report.ProfileReport.Op;
import io.tinsmith.cli.report.ProfileReport.Traffic;
import io.tinsmith.cli.report.ReportJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfilePageTest {
    private static Cost cost(long macs, long cycles, double share, boolean flashBound) {
        Counts counts = new Counts(
                cycles - 30,
                cycles - 50,
                cycles + 50,
                Map.of("alu", cycles - 30),
                Map.of("arithmetic", cycles - 30, "flash_wait", 30L),
                64,
                flashBound,
                List.of(new Traffic("arena", false, 1, 4, 2, 8), new Traffic("weights", true, 16, 64, 0, 0)));
        return new Cost(macs, cycles, cycles / 1000.0, share, counts);
    }

    private static ProfileReport report(boolean measured) {
        Cost total = measured ? new Cost(50L, 400, 0.4, 1, null) : cost(50, 400, 1, false);
        Cost conv = measured ? new Cost(50L, 300, 0.3, 0.75, null) : cost(50, 300, 0.75, true);
        return new ProfileReport(
                ProfileReport.SCHEMA_VERSION,
                "a-board",
                "cortex-m4",
                "a <place>",
                "abc",
                1_000_000,
                measured ? Basis.MEASURED : Basis.ESTIMATED,
                "a table",
                measured ? null : 0.2,
                measured ? null : 5,
                total,
                List.of(new Op(0, "block/conv", conv)),
                measured ? null : cost(0, 100, 0.25, false),
                measured ? null : 380L,
                measured ? null : 10L,
                List.of(),
                measured ? null : new ProfileReport.Energy(0.05, 132, 40, 40.1, "a data sheet"));
    }

    @Test
    void saysWhatIsExactAndWhatIsEstimated() {
        String page = ProfilePage.render(report(false), "net & co");
        assertThat(page).contains("net &amp; co", "a &lt;place&gt;", "<svg", "c-flash-wait", "estimated", "exact");
        assertThat(page).contains("a data sheet").doesNotContain("tag measured");
        String text = String.join("\n", ProfileSummary.lines(report(false)));
        assertThat(text).contains("370 instructions (exact)", "(estimated, ", "FLASH", "5.40", "mJ (estimated)");
    }

    @Test
    void ofABoardItSaysMeasuredAndHasNoCounts() {
        assertThat(ProfilePage.render(report(true), "net"))
                .contains("tag measured")
                .doesNotContain("tag estimated", "flash, bytes");
        String text = String.join("\n", ProfileSummary.lines(report(true)));
        assertThat(text).contains("400 cycles (measured", "6.00").doesNotContain("estimated");
    }

    @Test
    void jsonHasItsSchemaAndComesBackEqual() throws IOException {
        String json = ReportJson.write(report(false));
        assertThat(json)
                .contains("\"schemaVersion\" : 1", "\"cyclesBasis\" : \"ESTIMATED\"", "\"flashBytesRead\" : 64")
                .contains("\"instructions\" : 370", "\"cyclesLow\"", "\"cyclesHigh\"", "\"millijoules\"");
        assertThat(ReportJson.read(json, ProfileReport.class)).isEqualTo(report(false));
        assertThat(ReportJson.write(report(true))).doesNotContain("counts", "band", "energy");
    }
}
