package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFormatTest {
    private static final int RED = 0xC82814;
    private static final int GREY = 0x808080;

    @TempDir
    Path directory;

    @Test
    void readsFoldersOfPicturesAndSplitsThemByClass() throws IOException {
        DatasetFiles.pictures(directory.resolve("cat"), 10, RED);
        DatasetFiles.pictures(directory.resolve("dog"), 20, GREY);
        Files.writeString(directory.resolve("README.md"), "pictures");

        Dataset data = open();

        assertThat(data.classNames()).containsExactly("cat", "dog");
        assertThat(data.imageShape().dims()).containsExactly(1, 3, 4, 3);
        assertThat(data.kind()).isEqualTo(Dataset.Kind.PHOTOS);
        // A fifth of each class.
        assertThat(data.test().count()).isEqualTo(6);
        assertThat(counts(data.test())).containsExactly(2, 4);
        assertThat(counts(data.train())).containsExactly(8, 16);
        // The second pixel of the first cat.
        assertThat(Arrays.copyOfRange(data.train().pixels(), 0, 6)).containsExactly(0, 0, 0, (byte) 0xC8, 0x28, 0x14);
        assertThat(open().sha256()).isEqualTo(data.sha256());
    }

    @Test
    void readsTrainAndTestFoldersOfAZip() throws IOException {
        Path files = directory.resolve("files");
        for (String name : new String[] {"cat", "dog"}) {
            DatasetFiles.pictures(files.resolve("train/" + name), 9, name.equals("cat") ? 0x404040 : GREY);
            DatasetFiles.pictures(files.resolve("test/" + name), 2, GREY);
        }
        Path zip = directory.resolve("animals.zip");
        DatasetFiles.zip(files, zip);

        Dataset data = open(zip);

        assertThat(data.name()).isEqualTo("animals");
        assertThat(data.imageShape().dims()).containsExactly(1, 3, 4, 1);
        assertThat(data.kind()).isEqualTo(Dataset.Kind.SYMBOLS);
        assertThat(counts(data.train())).containsExactly(9, 9);
        assertThat(counts(data.test())).containsExactly(2, 2);
        assertThat(data.train().pixels()[1]).isEqualTo((byte) 0x40);
    }

    @Test
    void scalesPicturesOfSeveralSizesWhenAsked() throws IOException {
        DatasetFiles.pictures(directory.resolve("a"), 10, RED);
        DatasetFiles.pictures(directory.resolve("b"), 10, GREY);
        DatasetFiles.picture(directory.resolve("b/wide.png"), 9, 5, GREY);

        fails(directory, "differ in size", "4x3", "wide.png) 9x5", "--image-size");
        Dataset data = Datasets.open(directory.toString(), new DatasetOptions(2, false, SoundFeatures.LOG_MEL, 1));
        assertThat(data.imageShape().dims()).containsExactly(1, 2, 2, 3);
        assertThat(data.kind()).isEqualTo(Dataset.Kind.SYMBOLS);
    }

    @Test
    void readsRecordingsNamedByTheirClassAsSpectrograms() throws IOException {
        for (int i = 0; i < 25; i++) {
            DatasetFiles.tone(directory.resolve("rec/0_ann_" + i + ".wav"), 300);
            DatasetFiles.tone(directory.resolve("rec/1_bob_" + i + ".wav"), 2000);
        }

        Dataset data = open();

        // Indices 0 to 4 of each.
        assertThat(counts(data.test())).containsExactly(5, 5);
        assertThat(data.imageShape().dims()).containsExactly(1, 32, 32, 1);
        assertThat(data.kind()).isEqualTo(Dataset.Kind.SPECTROGRAMS);
        assertThat(data.input()).containsEntry("sampleRate", "8000").containsKeys("hopSamples", "floorDecibels");
        // In the middle frame the loudest of 32 bands from 60 to 3800 Hz: 300 Hz is low, 2000 Hz high.
        assertThat(loudest(data.train(), 0)).isBetween(3, 5);
        assertThat(loudest(data.train(), data.train().count() - 1)).isBetween(21, 23);
        Dataset small = data.resizedTo(16, 12);
        assertThat(small.imageShape().dims()).containsExactly(1, 16, 12, 1);
        assertThat(small.input()).containsEntry("bands", "12");
        assertThat(small.sha256()).isEqualTo(data.sha256());
    }

    @Test
    void readsRecordingsAsCepstralCoefficientsWhereAskedTo() throws IOException {
        for (int i = 0; i < 25; i++) {
            DatasetFiles.tone(directory.resolve("rec/0_ann_" + i + ".wav"), 300);
            DatasetFiles.tone(directory.resolve("rec/1_bob_" + i + ".wav"), 2000);
        }
        DatasetOptions options = new DatasetOptions(0, true, SoundFeatures.MFCC, 1);

        Dataset data = Datasets.open(directory.toString(), options).resizedTo(20, 10);

        assertThat(data.imageShape().dims()).containsExactly(1, 20, 10, 1);
        assertThat(data.kind()).isEqualTo(Dataset.Kind.CEPSTRA);
        assertThat(data.input())
                .containsEntry("coefficients", "10")
                .containsEntry("bands", "40")
                .doesNotContainKey("floorDecibels");
        // Coefficient 1 is positive where low bands are louder than high ones, negative where it is the other way
        // round.
        int low = data.train().pixels()[10 * 10 + 1] & 0xFF;
        int high = data.train().pixels()[(data.train().count() - 1) * 200 + 10 * 10 + 1] & 0xFF;
        assertThat(low).isGreaterThan(high + 100);
    }

    @Test
    void refusesFeaturesOfSoundsForOtherData() throws IOException {
        byte[] records = new byte[100 * 3073];
        for (int i = 0; i < 100; i++) {
            records[i * 3073] = (byte) (i % 10);
        }
        Files.write(directory.resolve("data_batch_1.bin"), records);
        Files.write(directory.resolve("test_batch.bin"), records);
        DatasetOptions options = new DatasetOptions(0, true, SoundFeatures.MFCC, 1);
        assertThatThrownBy(() -> Datasets.open(directory.toString(), options))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("(mfcc)");
    }

    @Test
    void readsCifarBinaries() throws IOException {
        byte[] records = new byte[100 * 3073];
        for (int i = 0; i < 100; i++) {
            records[i * 3073] = (byte) (i % 10);
            records[i * 3073 + 1 + 1024] = (byte) 200;
        }
        Files.write(directory.resolve("data_batch_1.bin"), records);
        Files.write(directory.resolve("test_batch.bin"), Arrays.copyOf(records, 10 * 3073));

        Dataset data = open();
        assertThat(data.imageShape().dims()).containsExactly(1, 32, 32, 3);
        assertThat(data.train().count()).isEqualTo(100);
        assertThat(Arrays.copyOf(data.train().pixels(), 3)).containsExactly(0, (byte) 200, 0);

        records[5 * 3073] = 10;
        Files.write(directory.resolve("data_batch_1.bin"), records);
        fails(directory, "record 5", "data_batch_1.bin", "label 10, out of range");
        Files.write(directory.resolve("data_batch_1.bin"), Arrays.copyOf(records, 5000));
        fails(directory, "5000 bytes, not a multiple of 3073");
    }

    @Test
    void readsNumPyArrays() throws IOException {
        ByteBuffer floats = ByteBuffer.allocate(4 * 20 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 80; i++) {
            floats.putFloat(i % 4 == 3 ? 2f : -2f);
        }
        byte[] labels = new byte[20];
        Arrays.fill(labels, 10, 20, (byte) 7);
        DatasetFiles.npy(directory.resolve("x.npy"), "<f4", "20, 2, 2", floats.array());
        DatasetFiles.npy(directory.resolve("y.npy"), "|u1", "20,", labels);

        Dataset data = open();
        assertThat(data.classNames()).containsExactly("0", "7");
        assertThat(data.train().count()).isEqualTo(16);
        assertThat(Arrays.copyOf(data.train().pixels(), 4)).containsExactly(0, 0, 0, (byte) 255);
        assertThat(data.input()).containsEntry("valueOf0", "-2.0").containsEntry("valueOf255", "2.0");

        DatasetFiles.npy(directory.resolve("x.npy"), "<f4", "20, 2, 2", Arrays.copyOf(floats.array(), 300));
        fails(directory, "x.npy", "promises 80 values, 320 bytes, but there are 300");
        DatasetFiles.npy(directory.resolve("x.npy"), "<f4", "20, 4", floats.array());
        fails(directory, "shape [20, 4]", "Maybe reshape");
        DatasetFiles.npy(directory.resolve("y.npy"), "|u1", "10,", new byte[10]);
        fails(directory, "20 images", "10 labels");
    }

    @Test
    void readsCommaSeparatedValues() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,label,d\n");
        for (int i = 0; i < 20; i++) {
            text.append("0,0.5,1,").append(i % 2 == 0 ? "yes" : "no").append(",0\n");
        }
        Path file = directory.resolve("table.csv");
        Files.writeString(file, text);

        Dataset data = open(file);
        assertThat(data.classNames()).containsExactly("no", "yes");
        assertThat(data.imageShape().dims()).containsExactly(1, 2, 2, 1);
        assertThat(Arrays.copyOf(data.train().pixels(), 4)).containsExactly(0, (byte) 128, (byte) 255, 0);

        Files.writeString(file, text + "1,2\n");
        fails(file, "row 22", "2 columns");
        Files.writeString(file, text.toString().replace("0.5", "x"));
        fails(file, "row 2 ", "(x) in column 2");
    }

    @Test
    void saysWhatIsWrongWithRubbish() throws IOException {
        fails(directory, "is empty", "tinsmith datasets");
        Files.writeString(directory.resolve("notes.txt"), "nothing");
        fails(directory, "files by ending: {.txt=1}");
        DatasetFiles.pictures(directory.resolve("cat"), 12, RED);
        fails(directory, "one class (cat) only", "folder of its own");
        DatasetFiles.pictures(directory.resolve("dog"), 3, RED);
        fails(directory, "3 samples of the class (dog)", "at least 10");
        Files.write(directory.resolve("dog/broken.png"), new byte[] {1, 2, 3});
        fails(directory, "broken.png) cannot be decoded", "Maybe it is damaged");
        Path zip = directory.resolve("cut.zip");
        Files.write(zip, new byte[] {'P', 'K', 3, 4, 0});
        fails(zip, "cut.zip) cannot be read", "cut short");
    }

    @Test
    void saysWhichRecordingCannotBeUsed() throws IOException {
        for (int i = 0; i < 10; i++) {
            DatasetFiles.tone(directory.resolve("a/" + i + ".wav"), 300);
            DatasetFiles.tone(directory.resolve("b/" + i + ".wav"), 900);
        }
        Path file = directory.resolve("b/3.wav");
        byte[] wav = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(wav, 100));
        fails(directory, "3.wav) cannot be used: it ends too early");
        wav[22] = 2;
        Files.write(file, wav);
        fails(directory, "3.wav) cannot be used: it has 8000 Hz, 2 channels", "sox");
    }

    private static int loudest(ImageSet images, int index) {
        int from = index * 1024 + 16 * 32;
        int best = 0;
        for (int b = 1; b < 32; b++) {
            best = (images.pixels()[from + b] & 0xFF) > (images.pixels()[from + best] & 0xFF) ? b : best;
        }
        return best;
    }

    private static int[] counts(ImageSet images) {
        int[] counts = new int[images.classes()];
        for (int i = 0; i < images.count(); i++) {
            counts[images.label(i)]++;
        }
        return counts;
    }

    private Dataset open() {
        return open(directory);
    }

    private static Dataset open(Path path) {
        return Datasets.open(path.toString(), DatasetOptions.standard());
    }

    private static void fails(Path path, String... parts) {
        assertThatThrownBy(() -> open(path))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(parts);
    }
}
