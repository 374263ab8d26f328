package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.DatasetException;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.data.Listing.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
        requireOneSize(tree, parts, train, test);
        boolean grey = Stream.concat(train.stream(), test.stream()).allMatch(Picture::grey);
        int classes = listing.classNames().size();
        Dataset.Kind kind = grey ? Dataset.Kind.SYMBOLS : Dataset.Kind.PHOTOS;
        return Dataset.of(
                        name,
                        listing.classNames(),
                        images(tree, parts.train(), train, grey, classes),
                        images(tree, parts.test(), test, grey, classes))
                .as(
                        kind,
                        options.imageSide() == 0
                                ? Map.of()
                                : Map.of("pictures", "middle square, area average to " + options.imageSide()));
    }

    private static List<Picture> decode(FileTree tree, List<Item> items, DatasetOptions options) {
        return items.parallelStream()
                .map(item -> {
                    try {
                        Picture picture = Picture.decode(tree.read(item.file()));
                        return options.imageSide() == 0 ? picture : picture.square(options.imageSide());
                    } catch (IOException e) {
                        throw new DatasetException(
                                "The picture (" + tree.name(item.file()) + ") cannot be decoded: " + e.getMessage()
                                        + ".\nMaybe it is damaged, or in colours other than grey and RGB: save it"
                                        + " again as PNG, or take it out.",
                                e);
                    }
                })
                .toList();
    }

    private static void requireOneSize(FileTree tree, Parts<Item> parts, List<Picture> train, List<Picture> test) {
        Picture first = train.get(0);
        for (int i = 0; i < train.size() + test.size(); i++) {
            boolean inTrain = i < train.size();
            Picture p = inTrain ? train.get(i) : test.get(i - train.size());
            Item item = inTrain ? parts.train().get(i) : parts.test().get(i - train.size());
            if (p.height() != first.height() || p.width() != first.width()) {
                throw new DatasetException("The pictures differ in size: ("
                        + tree.name(parts.train().get(0).file()) + ") is " + first.width() + "x" + first.height()
                        + ", (" + tree.name(item.file()) + ") " + p.width() + "x" + p.height()
                        + ".\nMaybe give --image-size 64, which takes the square in the middle of each and scales it.");
            }
        }
    }

    private static ImageSet images(FileTree tree, List<Item> items, List<Picture> pictures, boolean grey, int classes) {
        Picture first = pictures.get(0);
        Shape shape = Shape.of(1, first.height(), first.width(), grey ? 1 : 3);
        long bytes = shape.elements() * pictures.size();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new DatasetException("The " + pictures.size() + " pictures of (" + tree.root() + ") have " + bytes
                    + " values, more than 2 GiB.\nMaybe give a smaller --image-size.");
        }
        byte[] pixels = new byte[(int) bytes];
        byte[] labels = new byte[pictures.size()];
        int size = (int) shape.elements();
        for (int i = 0; i < labels.length; i++) {
            Picture p = pictures.get(i);
            System.arraycopy(grey ? p.values() : p.rgb(), 0, pixels, i * size, size);
            labels[i] = (byte) items.get(i).label();
        }
        return new ImageSet(shape, classes, pixels, labels);
    }
}
