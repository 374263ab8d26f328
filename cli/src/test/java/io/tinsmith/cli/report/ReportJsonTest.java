package io.tinsmith.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.Candidate;
import io.tinsmith.search.Cost;
import io.tinsmith.search.KnownArchitectures;
import io.tinsmith.search.Network;
import io.tinsmith.search.RunTime;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    @Test
    void roundTripsAndIsStable() throws IOException {
        DesignReport report = SampleReports.full();
        String json = ReportJson.write(report);
        assertThat(ReportJson.read(json, DesignReport.class)).isEqualTo(report);
        assertThat(ReportJson.write(SampleReports.full())).isEqualTo(json);
    }

    @Test
    void sortsKeysAndLeavesOutWhatIsNotKnown() {
        assertThat(ReportJson.write(new MemoryRow("stack", 1, null, 5L, "stack paint")))
                .isEqualTo("""
                        {
                          "level" : 1,
                          "measuredBytes" : 5,
                          "name" : "stack",
                          "source" : "stack paint"
                        }
                        """);
    }

    @Test
    void keepsNetworksAsTheTextOfTheirFile() throws IOException {
        Network network = KnownArchitectures.of("mcunet-vww1");
        Candidate candidate = new Candidate(network, new Cost(1, 2, 3, 4, 5, 6, new RunTime(7, 8)));
        assertThat(ReportJson.read(ReportJson.write(candidate), Candidate.class))
                .isEqualTo(candidate);
    }
}
