package io.tinsmith.training.internal.data;

import io.tinsmith.training.Dataset;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.data.Listing.Item;
import java.util.List;
import java.util.stream.Stream;

/** Pictures in folders of classes. All grey ones give one channel, else all are three. */
public final class PictureFolders {
    public static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".bmp");

    private PictureFolders() {}

    /** Reads and decodes all of them, on all cores. */
    public static Dataset read(String name, FileTree tree, DatasetOptions options) {
        Listing listing = Listing.of(tree, ENDINGS, false);
        Parts<Item> parts = new Parts<>(listing.train(), listing.test())
                .orSplit(Item::label, listing.classNames().size(), options.splitSeed());
        List<Picture> train = decode(tree, parts.train(), options);
        List<Picture> test = decode(tree, parts.test(), options);
        List<Picture> all = Stream.concat(train.stream(), test.stream()).toList();
        List<String> files = Stream.concat(parts.train().stream(), parts.test().stream())
                .map(Item::file)
                .toList();
        Pictures.requireOneSize(tree, files, all);
        boolean grey = all.stream().allMatch(Picture::grey);
        int classes = listing.classNames().size();
        Dataset.Kind kind = grey ? Dataset.Kind.SYMBOLS : Dataset.Kind.PHOTOS;
        return Dataset.of(
                        name,
                        listing.classNames(),
                        images(tree, parts.train(), train, grey, classes),
                        images(tree, parts.test(), test, grey, classes))
                .as(kind, Pictures.input(options));
    }

    private static List<Picture> decode(FileTree tree, List<Item> items, DatasetOptions options) {
        return items.parallelStream()
                .map(item -> {
                    Picture picture = Pictures.decode(tree, item.file());
                    return options.imageSide() == 0 ? picture : picture.square(options.imageSide());
                })
                .toList();
    }

    private static ImageSet images(FileTree tree, List<Item> items, List<Picture> pictures, boolean grey, int classes) {
        byte[] labels = new byte[pictures.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) items.get(i).label();
        }
        return new ImageSet(
                Pictures.shape(pictures.get(0), grey), classes, Pictures.pixels(tree, pictures, grey), labels);
    }
}
