package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";

    @TempDir
    Path directory;

    @BeforeEach
    void writeGoodFiles() throws IOException {
        write(TRAIN_IMAGES, 0x803, new int[] {2, 2, 3}, 0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255);
        write(TRAIN_LABELS, 0x801, new int[] {2}, 2, 0);
        write("t10k-images-idx3-ubyte", 0x803, new int[] {1, 2, 3}, 9, 9, 9, 9, 9, 9);
        write("t10k-labels-idx1-ubyte", 0x801, new int[] {1}, 1);
    }

    @Test
    void readsPlainFiles() {
        Dataset data = Datasets.fromDirectory(directory);

        assertThat(data.imageShape().dims()).containsExactly(1, 2, 3, 1);
        assertThat(data.classNames()).containsExactly("0", "1", "2");
        assertThat(data.train().count()).isEqualTo(2);
        assertThat(data.train().label(0)).isEqualTo(2);
        assertThat(data.train().int8Input(1)).containsExactly(122, 123, 124, 125, 126, 127);
        assertThat(data.train().floatInput(1)[5]).isEqualTo(1f);
        assertThat(data.test().count()).isEqualTo(1);
        assertThat(data.sha256()).hasSize(64);
    }

    @Test
    void readsGzipToTheSameData() throws IOException {
        String plain = Datasets.fromDirectory(directory).sha256();
        Path file = directory.resolve(TRAIN_IMAGES);
        try (GZIPOutputStream out =
                new GZIPOutputStream(Files.newOutputStream(directory.resolve(TRAIN_IMAGES + ".gz")))) {
            out.write(Files.readAllBytes(file));
        }
        Files.delete(file);

        assertThat(Datasets.fromDirectory(directory).sha256()).isEqualTo(plain);
    }

    @Test
    void namesTheMissingFileAndThePackage() throws IOException {
        Files.delete(directory.resolve(TRAIN_LABELS));

        fails(TRAIN_LABELS, "missing", "Maybe the directory is another one");
    }

    @Test
    void rejectsATruncatedFile() throws IOException {
        Path file = directory.resolve(TRAIN_IMAGES);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        fails(TRAIN_IMAGES, "ends too early");

        Files.write(file, Arrays.copyOf(bytes, 6));
        fails(TRAIN_IMAGES, "ends too early");
    }

    @Test
    void rejectsTrailingBytes() throws IOException {
        write(TRAIN_LABELS, 0x801, new int[] {2}, 2, 0, 0);

        fails(TRAIN_LABELS, "longer than its header");
    }

    @Test
    void rejectsAnotherMagic() throws IOException {
        write(TRAIN_LABELS, 0x803, new int[] {2}, 2, 0);

        fails(TRAIN_LABELS, "00000803", "00000801");
    }

    @Test
    void rejectsHugeExtentsWithoutAllocating() throws IOException {
        write(TRAIN_IMAGES, 0x803, new int[] {Integer.MAX_VALUE, 60000, 60000}, 1);

        fails(TRAIN_IMAGES, "header is damaged");
    }

    @Test
    void rejectsCountsThatDiffer() throws IOException {
        write(TRAIN_LABELS, 0x801, new int[] {3}, 2, 0, 1);

        fails("2 images", "3 labels");
    }

    @Test
    void rejectsATestLabelThatTrainingLacks() throws IOException {
        write("t10k-labels-idx1-ubyte", 0x801, new int[] {1}, 7);

        fails("the label 7", "3 classes");
    }

    @Test
    void rejectsAnUnknownName() {
        assertThatThrownBy(() -> Datasets.byNameOrDirectory("fashion-minst"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fashion-minst")
                .hasMessageContaining("Maybe use one of [fashion-mnist]");
    }

    private void fails(String... parts) {
        assertThatThrownBy(() -> Datasets.fromDirectory(directory))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(parts);
    }

    private void write(String name, int magic, int[] extents, int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (int e : extents) {
            out.writeInt(e);
        }
        for (int v : values) {
            out.writeByte(v);
        }
        Files.write(directory.resolve(name), bytes.toByteArray());
    }
}
