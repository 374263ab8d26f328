package io.tinsmith.cli.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.training.Confusion;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.ImageSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A class for each pixel. */
class PixelsTest {
    private static final byte NONE = (byte) ImageSet.UNCOUNTED;

    @Test
    void theGreatestValueOfEachPixelIsItsClass() {
        byte[] said = new byte[4];
        // Of equals the lower one.
        Classifier.greatest(new byte[] {-128, 3, 3, 5, -5, 127}, 3, said, 1);
        assertThat(said).containsExactly(0, 1, 2, 0);
    }

    @Test
    void countsPixelsAndKeepsThemInTheReport() throws Exception {
        ImageSet maps = new ImageSet(Shape.of(1, 2, 2, 1), 2, new byte[4], new byte[] {0, 1, 1, NONE});
        Accuracy a = Tally.accuracy("int8", Confusion.of(maps, new byte[] {0, 1, 0, 1}), maps);

        // Two of three right; class 0: 1 of 2, class 1: 1 of 2.
        assertThat(a).isEqualTo(new Accuracy("int8", 2, 1, 3L, 0.5));
        assertThat(a.percent()).isEqualTo(100 * 2 / 3.0);
        assertThat(ReportJson.read(ReportJson.write(a), Accuracy.class)).isEqualTo(a);
        Accuracy image = Accuracy.ofImages("int8", 1, 2);
        assertThat(ReportJson.write(image)).doesNotContain("pixels", "meanIou");
        assertThat(ReportJson.read(ReportJson.write(image), Accuracy.class)).isEqualTo(image);
    }

    @Test
    void refusesASpaceForTheOtherTask() {
        ImageSet maps = new ImageSet(Shape.of(1, 2, 2, 1), 2, new byte[4], new byte[] {0, 1, 1, NONE});
        ImageSet images = new ImageSet(Shape.of(1, 2, 2, 1), 2, new byte[4], new byte[1]);
        NetworkFamily pixels = NetworkFamilies.builtin(NetworkFamilies.PIXELS);
        NetworkFamily chains = NetworkFamilies.builtin("mobile-tiny");

        assertThatCode(() -> TaskCheck.require(pixels, data(maps))).doesNotThrowAnyException();
        assertThatCode(() -> TaskCheck.require(chains, data(images))).doesNotThrowAnyException();
        assertThatThrownBy(() -> TaskCheck.require(chains, data(maps)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("(street)", "(mobile-tiny)", "--space trellis-pixels");
        assertThatThrownBy(() -> TaskCheck.require(pixels, data(images)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("(street)", "(trellis-pixels)", "leave out --space");
    }

    @Test
    void namesNoSpacesOfTheOtherTaskInstead() {
        NetworkFamily pixels = NetworkFamilies.builtin(NetworkFamilies.PIXELS);

        assertThatThrownBy(() -> DesignStrategy.DARTS.requireSupported(pixels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("\nMaybe use another --strategy.");
        assertThatThrownBy(() -> CandidateAccuracy.SUPERNET.requireSupported(pixels, DesignStrategy.EVOLUTION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\nMaybe use --accuracy proxy;");
    }

    private static Dataset data(ImageSet set) {
        return Dataset.of("street", List.of("road", "car"), set, set);
    }
}
