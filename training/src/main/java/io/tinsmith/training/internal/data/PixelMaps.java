package io.tinsmith.training.internal.data;

import io.tinsmith.training.Dataset;
import io.tinsmith.training.DatasetException;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.data.MapListing.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pictures with a class for each pixel: maps beside them, whose values are the classes. The value {@link
 * ImageSet#UNCOUNTED} is of none, as in Pascal VOC and Cityscapes. All grey pictures give one channel, else all are three.
 */
public final class PixelMaps {
    private static final String NAMES = "classes.txt";
    private static final int LEAST = 10;

    private PixelMaps() {}

    /** Whether a tree holds pictures below {@code images} and below {@code labels}. */
    public static boolean isIn(FileTree tree) {
        return MapListing.isIn(tree);
    }

    private record Labelled(Picture picture, LabelMap map) {}

    /** Reads and decodes all of them, on all cores. */
    public static Dataset read(String name, FileTree tree, DatasetOptions options) {
        MapListing listing = MapListing.of(tree);
        Parts<Pair> parts = new Parts<>(listing.train(), listing.test()).orSplit(pair -> 0, 1, options.splitSeed());
        List<Pair> pairs =
                Stream.concat(parts.train().stream(), parts.test().stream()).toList();
        if (pairs.size() < LEAST) {
            throw new DatasetException("The data set (" + tree.root() + ") has " + pairs.size()
                    + " pictures with label maps, at least " + LEAST
                    + " are needed.\nMaybe collect more; some hundred make a network worth having.");
        }
        List<Labelled> all =
                pairs.parallelStream().map(pair -> decode(tree, pair, options)).toList();
        List<Picture> pictures = all.stream().map(Labelled::picture).toList();
        Pictures.requireOneSize(tree, pairs.stream().map(Pair::image).toList(), pictures);
        boolean grey = pictures.stream().allMatch(Picture::grey);
        List<String> names = classNames(tree, pairs, all);
        int trained = parts.train().size();
        return Dataset.of(
                        name,
                        names,
                        images(tree, all.subList(0, trained), grey, names.size()),
                        images(tree, all.subList(trained, all.size()), grey, names.size()))
                .as(Dataset.Kind.PHOTOS, Pictures.input(options));
    }

    private static Labelled decode(FileTree tree, Pair pair, DatasetOptions options) {
        Picture picture = Pictures.decode(tree, pair.image());
        LabelMap map = map(tree, pair.map());
        if (map.height() != picture.height() || map.width() != picture.width()) {
            throw new DatasetException("The label map (" + tree.name(pair.map()) + ") is " + map.width() + "x"
                    + map.height() + ", its picture (" + tree.name(pair.image()) + ") " + picture.width() + "x"
                    + picture.height() + ".\nMaybe one of them was scaled: a map has a value for each pixel.");
        }
        int side = options.imageSide();
        return side == 0 ? new Labelled(picture, map) : new Labelled(picture.square(side), map.square(side));
    }

    private static LabelMap map(FileTree tree, String file) {
        try {
            if (!file.toLowerCase(Locale.ROOT).endsWith(".png")) {
                throw new IOException("it is no PNG file");
            }
            return LabelMap.decode(tree.read(file));
        } catch (IOException e) {
            throw new DatasetException(
                    "The label map (" + tree.name(file) + ") cannot be used: " + e.getMessage()
                            + ".\nMaybe it is damaged, or shows classes as colours: save it as grey or indexed PNG, whose"
                            + " values are the classes, counted from 0.",
                    e);
        }
    }

    /** Those of the file, or the numbers up to the greatest in the maps. */
    private static List<String> classNames(FileTree tree, List<Pair> pairs, List<Labelled> all) {
        List<String> files = tree.files(List.of(NAMES)).stream()
                .filter(f -> f.equals(NAMES) || f.endsWith("/" + NAMES))
                .toList();
        int[] greatest = all.stream().mapToInt(l -> greatest(l.map())).toArray();
        if (files.isEmpty()) {
            int classes = IntStream.of(greatest).max().orElse(-1) + 1;
            if (classes < 2) {
                throw new DatasetException("The label maps of (" + tree.root() + ") have "
                        + (classes == 0 ? "no class" : "the class 0") + " only.\nMaybe they mark things by "
                        + ImageSet.UNCOUNTED + ", which is of no class: use 0, 1, 2, ...");
            }
            return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        }
        String file = files.get(0);
        List<String> names = new String(tree.read(file), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (names.size() < 2 || names.size() > ImageSet.UNCOUNTED) {
            throw new DatasetException("The file (" + tree.name(file) + ") names " + names.size()
                    + " classes, not 2 to " + ImageSet.UNCOUNTED
                    + ".\nMaybe put one name on each line; the first is that of the value 0.");
        }
        for (int i = 0; i < greatest.length; i++) {
            if (greatest[i] >= names.size()) {
                throw new DatasetException("The label map ("
                        + tree.name(pairs.get(i).map()) + ") has the value "
                        + greatest[i] + ", and (" + tree.name(file) + ") names the classes 0 to " + (names.size() - 1)
                        + ".\nMaybe a name is missing; pixels of no class have the value " + ImageSet.UNCOUNTED + ".");
            }
        }
        return names;
    }

    /** The greatest class; -1 without one. */
    private static int greatest(LabelMap map) {
        int greatest = -1;
        for (byte value : map.values()) {
            int label = value & 0xFF;
            greatest = label == ImageSet.UNCOUNTED ? greatest : Math.max(greatest, label);
        }
        return greatest;
    }

    private static ImageSet images(FileTree tree, List<Labelled> all, boolean grey, int classes) {
        List<Picture> pictures = all.stream().map(Labelled::picture).toList();
        byte[] pixels = Pictures.pixels(tree, pictures, grey);
        int each = all.get(0).map().values().length;
        byte[] labels = new byte[each * all.size()];
        for (int i = 0; i < all.size(); i++) {
            System.arraycopy(all.get(i).map().values(), 0, labels, i * each, each);
        }
        return new ImageSet(Pictures.shape(pictures.get(0), grey), classes, pixels, labels);
    }
}
