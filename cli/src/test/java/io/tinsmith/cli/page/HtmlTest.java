package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.Basis;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void tablesOfTheTerminalKeepTheirCellsAndTellWhereColumnsComeFrom() {
        TextTable table = new TextTable("a<b", "#ms", "fits", "basis")
                .row("x & y", "1.5", "no: SRAM", "exact")
                .row("z", "2", "yes", "");
        assertThat(new Html().table(table, Map.of("ms", Basis.ESTIMATED), row -> row == 1))
                .asString()
                .contains("<th>a&lt;b</th><th class=\"n\">ms <span class=\"tag estimated\">estimated</span></th>")
                .contains("<td>x &amp; y</td><td class=\"n\">1.5</td><td><b class=\"off\">no: SRAM</b></td>")
                .contains("<td><span class=\"tag exact\">exact</span></td></tr>")
                .contains("<tr class=\"winner\"><td>z</td><td class=\"n\">2</td><td>yes</td><td></td></tr>");
    }

    @Test
    void longNamesMayWrapOptionsAndNumbersNot() {
        assertThat(Html.wrapping("a_b/c.tflite --input <rows> 1.50"))
                .isEqualTo("a_<wbr>b/<wbr>c.<wbr>tflite <span class=\"nowrap\">--input</span> &lt;rows&gt; 1.50");
    }
}
