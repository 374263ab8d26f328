package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
    private static final Offset<Float> NEAR = within(1e-6f);
    private static final SampleScale STANDARD = SampleScale.standard();
    private static final Shape PAIR = Shape.of(1, 2);

    @TempDir
    private Path folder;

    @Test
    void numbersOfAnArrayStayAsTheyAre() throws IOException {
        DatasetFiles.npy(folder.resolve("any.npy"), "<f4", "2, 2", floats(-3, 300, 0.5f, 4));
        List<float[]> all = read("any.npy", PAIR, STANDARD).inputs();
        assertThat(all).hasSize(2);
        assertThat(all.get(0)).containsExactly(-3, 300);
        assertThat(all.get(1)).containsExactly(0.5f, 4);
    }

    @Test
    void bytesOfAnArrayAreScaledAndStandardized() throws IOException {
        DatasetFiles.npy(folder.resolve("x.npy"), "|u1", "1, 1, 2", new byte[] {0, (byte) 255});
        SampleScale scale = new SampleScale(-1, 1, List.of(0.5), List.of(0.25));
        // (-1 - 0.5) / 0.25 and (1 - 0.5) / 0.25
        assertThat(read("x.npy", PAIR, scale).inputs().get(0)).containsExactly(-6, 2);
    }

    @Test
    void channelsThatComeFirstArePutInnermost() throws IOException {
        DatasetFiles.npy(folder.resolve("x.npy"), "<f4", "1, 2, 1, 3", floats(1, 2, 3, 4, 5, 6));
        assertThat(read("x.npy", Shape.of(1, 1, 3, 2), STANDARD).inputs().get(0))
                .containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void oneSampleNeedsNoAxisOfItsOwn() throws IOException {
        DatasetFiles.npy(folder.resolve("x.npy"), "<f4", "2,", floats(7, 8));
        assertThat(read("x.npy", PAIR, STANDARD).inputs().get(0)).containsExactly(7, 8);
    }

    @Test
    void rowsMayHaveALabel() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "a,label,b\n1.5,dog,2\n3,cat,4\n");
        List<float[]> all = read("a.csv", PAIR, STANDARD).inputs();
        assertThat(all.get(0)).containsExactly(1.5f, 2);
        assertThat(all.get(1)).containsExactly(3, 4);
        Files.writeString(folder.resolve("b.csv"), "5,6\n7,8\n");
        assertThat(read("b.csv", PAIR, STANDARD).inputs().get(1)).containsExactly(7, 8);
    }

    @Test
    void picturesAreCutToTheInputsSidesAndSpreadOverChannels() throws IOException {
        DatasetFiles.picture(folder.resolve("p/deep/a.png"), 8, 4, 0xFFFFFF);
        DatasetFiles.picture(folder.resolve("p/b.png"), 6, 6, 0x0000FF);
        Samples samples = read("p", Shape.of(1, 2, 2, 3), STANDARD);
        assertThat(samples.inputs()).hasSize(2);
        // 6x6 to 2x2: the black pixel takes a ninth of the blue of the first.
        assertThat(samples.inputs().get(0)[2]).isCloseTo(8 / 9f, within(0.003f));
        assertThat(samples.inputs().get(0)[5]).isEqualTo(1);
        assertThat(samples.inputs().get(1)).containsOnly(1);
        assertThat(samples.source()).contains("bytes as 0.0 to 1.0");
        assertThatThrownBy(() -> read("p", Shape.of(1, 2, 2, 1), STANDARD)).hasMessageContainingAll("b.png", "grey");
    }

    @Test
    void recordingsBecomeSpectrogramsOfTheInputsSides() throws IOException {
        for (int i = 0; i < 4; i++) {
            DatasetFiles.tone(folder.resolve("wav/" + (i % 2 == 0 ? "low_" : "high_") + i + ".wav"), 300 + 500 * i);
        }
        List<float[]> all = read("wav", Shape.of(1, 12, 10, 1), STANDARD).inputs();
        DatasetOptions mfcc = new DatasetOptions(0, true, SoundFeatures.MFCC, 1);
        Samples cepstra = Samples.read(folder.resolve("wav").toString(), Shape.of(1, 12, 10, 1), 100, STANDARD, mfcc);
        assertThat(cepstra.inputs()).hasSameSizeAs(all);
        assertThat(cepstra.inputs().get(0)).isNotEqualTo(all.get(0));
        assertThat(all).isNotEmpty();
        assertThat(all.get(0)).hasSize(120);
        for (float v : all.get(0)) {
            assertThat(v).isBetween(0f, 1f);
        }
    }

    @Test
    void oneIdxFileDoes() throws IOException {
        ByteBuffer idx =
                ByteBuffer.allocate(16 + 8).putInt(0x803).putInt(2).putInt(2).putInt(2);
        idx.put(new byte[] {0, 51, 102, (byte) 153, (byte) 255, 0, 0, 0});
        Files.write(folder.resolve("some-idx3-ubyte"), idx.array());
        assertThat(read("some-idx3-ubyte", Shape.of(1, 2, 2, 1), STANDARD)
                        .inputs()
                        .get(0))
                .containsExactly(new float[] {0, 0.2f, 0.4f, 0.6f}, NEAR);
    }

    @Test
    void fewerAreTakenEvenlyFromAll() throws IOException {
        DatasetFiles.npy(folder.resolve("x.npy"), "<f4", "6, 1", floats(0, 1, 2, 3, 4, 5));
        Samples some = Samples.read(
                folder.resolve("x.npy").toString(), Shape.of(1, 1), 3, STANDARD, DatasetOptions.standard());
        assertThat(some.inputs().stream().map(s -> s[0])).containsExactly(0f, 2f, 4f);
    }

    @Test
    void saysWhichValueIsNotFinite() throws IOException {
        DatasetFiles.npy(folder.resolve("x.npy"), "<f4", "2, 2", floats(0, 1, 2, Float.NaN));
        assertThatThrownBy(() -> read("x.npy", PAIR, STANDARD))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("sample 1", "x.npy", "NaN", "position 1", "Maybe");
    }

    @Test
    void saysWhatDoesNotFit() throws IOException {
        DatasetFiles.npy(folder.resolve("x.npy"), "<f4", "2, 3", floats(1, 2, 3, 4, 5, 6));
        assertThatThrownBy(() -> read("x.npy", PAIR, STANDARD)).hasMessageContainingAll("[2, 3]", "[1x2]", "[N, 2]");
        Files.writeString(folder.resolve("a.csv"), "1,2,3,4\n");
        assertThatThrownBy(() -> read("a.csv", PAIR, STANDARD)).hasMessageContainingAll("4 columns", "takes 2");
        Files.writeString(folder.resolve("b.csv"), "1,2\n1,x\n");
        assertThatThrownBy(() -> read("b.csv", PAIR, STANDARD)).hasMessageContainingAll("row 2", "(x)", "column 2");
        assertThatThrownBy(() -> read("none.npy", PAIR, STANDARD)).hasMessageContaining("check the path");
    }

    @Test
    void randomOnesRepeatWithTheirSeed() {
        SampleScale scale = new SampleScale(2, 3, List.of(0.0), List.of(1.0));
        Samples a = Samples.random(Samples.UNIFORM, PAIR, 50, scale, 4);
        Samples b = Samples.random(Samples.UNIFORM, PAIR, 50, scale, 4);
        for (int i = 0; i < 50; i++) {
            assertThat(a.inputs().get(i)).containsExactly(b.inputs().get(i));
            assertThat(a.inputs().get(i)[0]).isBetween(2f, 3f);
        }
        assertThat(Samples.random(Samples.NORMAL, PAIR, 50, scale, 4).inputs().stream()
                        .mapToDouble(s -> s[0])
                        .average()
                        .orElseThrow())
                .isCloseTo(0, within(0.5));
    }

    private Samples read(String name, Shape input, SampleScale scale) {
        return Samples.read(folder.resolve(name).toString(), input, 100, scale, DatasetOptions.standard());
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            bytes.putFloat(v);
        }
        return bytes.array();
    }
}
