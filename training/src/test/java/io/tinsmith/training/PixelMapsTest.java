package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures with label maps. */
class PixelMapsTest {
    private static final int RED = 0xC82814;

    @TempDir
    Path directory;

    @Test
    void readsPicturesAndTheirMaps() throws IOException {
        pairs(directory, 20);

        Dataset data = open(directory);

        assertThat(Datasets.hasMaps(directory.toString())).isTrue();
        assertThat(data.classNames()).containsExactly("0", "1", "2");
        assertThat(data.imageShape()).isEqualTo(Shape.of(1, 3, 4, 3));
        assertThat(data.kind()).isEqualTo(Dataset.Kind.PHOTOS);
        assertThat(data.train().hasMaps()).isTrue();
        // A fifth, always the same.
        assertThat(data.train().count()).isEqualTo(16);
        assertThat(data.test().count()).isEqualTo(4);
        assertThat(open(directory).sha256()).isEqualTo(data.sha256());
        assertThat(data.test().labels()).startsWith(0, 1, 2, 0, 0, 1, 2, 0);
        assertThat(Samples.read(
                                directory.toString(),
                                data.imageShape(),
                                100,
                                SampleScale.standard(),
                                DatasetOptions.standard())
                        .inputs())
                .hasSize(20);
    }

    @Test
    void readsPartsNamesAndPalettesOfAZip() throws IOException {
        Path files = directory.resolve("files");
        pairs(files.resolve("train"), 12);
        for (int i = 0; i < 3; i++) {
            DatasetFiles.picture(files.resolve("test/images/" + i + ".png"), 4, 3, 0x808080);
            DatasetFiles.indexed(files.resolve("test/labels/" + i + ".png"), 4, 3, (x, y) -> y == 0 ? 255 : x / 2);
        }
        Files.writeString(files.resolve("classes.txt"), "sky\nroad\n car \n");
        Path zip = directory.resolve("street.zip");
        DatasetFiles.zip(files, zip);

        Dataset data = open(zip);

        assertThat(data.name()).isEqualTo("street");
        assertThat(data.classNames()).containsExactly("sky", "road", "car");
        assertThat(data.train().count()).isEqualTo(12);
        assertThat(data.test().count()).isEqualTo(3);
        assertThat(data.test().first(1).labels())
                .containsExactly(ImageSetTest.bytes(255, 255, 255, 255, 0, 0, 1, 1, 0, 0, 1, 1));
    }

    @Test
    void takesPartsBelowTheFolders() throws IOException {
        for (int i = 0; i < 12; i++) {
            String name = (i < 9 ? "train/" : "val/") + i + ".png";
            DatasetFiles.picture(directory.resolve("images/" + name), 4, 3, RED);
            DatasetFiles.map(directory.resolve("labels/" + name), 4, 3, PixelMapsTest::column);
        }

        assertThat(open(directory).test().count()).isEqualTo(3);
    }

    @Test
    void cutsAndScalesPicturesAndMapsAlike() throws IOException {
        pairs(directory, 10);
        DatasetFiles.picture(directory.resolve("images/wide.png"), 9, 5, RED);
        DatasetFiles.map(directory.resolve("labels/wide.png"), 9, 5, PixelMapsTest::column);

        fails("differ in size", "4x3", "wide.png) 9x5", "--image-size");
        DatasetOptions options = new DatasetOptions(3, false, SoundFeatures.LOG_MEL, 1);
        Dataset data = Datasets.open(directory.toString(), options);
        assertThat(data.imageShape()).isEqualTo(Shape.of(1, 3, 3, 3));
        assertThat(data.kind()).isEqualTo(Dataset.Kind.SYMBOLS);
        assertThat(data.train().first(1).labels()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
    }

    @Test
    void namesWhatDoesNotBelongTogether() throws IOException {
        pairs(directory, 10);
        Path extra = directory.resolve("images/extra.jpg");
        DatasetFiles.picture(extra, 4, 3, RED);
        fails("extra.jpg) has no label map", "folder labels", "Maybe");

        Files.delete(extra);
        Path map = directory.resolve("labels/extra.png");
        DatasetFiles.map(map, 4, 3, PixelMapsTest::column);
        fails("extra.png) has no picture", "folder images");

        DatasetFiles.picture(directory.resolve("images/extra.png"), 5, 3, RED);
        fails("extra.png) is 4x3", "5x3", "scaled");

        DatasetFiles.picture(directory.resolve("images/extra.bmp"), 4, 3, RED);
        fails("extra.bmp", "extra.png", "differ in their ending alone");
    }

    @Test
    void namesMapsThatCannotBeUsed() throws IOException {
        pairs(directory, 11);
        Path map = directory.resolve("labels/03.png");
        DatasetFiles.picture(map, 4, 3, RED);
        fails("03.png) cannot be used: it has 3 values a pixel", "indexed PNG");

        Files.writeString(map, "no picture");
        fails("03.png) cannot be used", "Maybe it is damaged");

        Files.move(map, directory.resolve("labels/03.jpg"));
        fails("03.jpg) cannot be used: it is no PNG file");

        Files.delete(directory.resolve("labels/03.jpg"));
        DatasetFiles.map(map, 4, 3, (x, y) -> 3);
        fails("1 pictures that show the class (3), at least 10", "without gaps");

        Files.writeString(directory.resolve("classes.txt"), "sky\nroad\ncar");
        fails("03.png) has the value 3", "classes.txt) names the classes 0 to 2");

        Files.writeString(directory.resolve("classes.txt"), "sky");
        fails("classes.txt) names 1 classes", "one name on each line");
    }

    @Test
    void needsTwoClassesAndSomeImages() throws IOException {
        pairs(directory, 3);
        fails("has 3 pictures with label maps, at least 10");

        for (int i = 0; i < 12; i++) {
            DatasetFiles.picture(directory.resolve("images/" + i + ".png"), 4, 3, RED);
            DatasetFiles.map(directory.resolve("labels/" + i + ".png"), 4, 3, (x, y) -> x == 0 ? 255 : 0);
        }
        for (int i = 0; i < 3; i++) {
            Files.delete(directory.resolve("images/0" + i + ".png"));
            Files.delete(directory.resolve("labels/0" + i + ".png"));
        }
        fails("have the class 0 only", "255");
    }

    private static int column(int x, int y) {
        return (x + 3 * y) % 3;
    }

    private static void pairs(Path folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String name = String.format("%02d.png", i);
            DatasetFiles.picture(folder.resolve("images/" + name), 4, 3, RED);
            DatasetFiles.map(folder.resolve("labels/" + name), 4, 3, PixelMapsTest::column);
        }
    }

    private static Dataset open(Path path) {
        return Datasets.open(path.toString(), DatasetOptions.standard());
    }

    private void fails(String... parts) {
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining("\nMaybe");
    }
}
