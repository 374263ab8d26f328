package io.tinsmith.training.internal.data;

import io.tinsmith.training.DatasetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which picture belongs to which label map, and to which part, from their paths: {@code images/NAME.ENDING} and
 * {@code labels/NAME.png}, the folders of parts above or below.
 *
 * @param train in the order of the paths
 * @param test empty where the paths tell no parts
 */
record MapListing(List<Pair> train, List<Pair> test) {
    private static final String IMAGES = "images";
    private static final String LABELS = "labels";

    MapListing {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /** A picture and its map. */
    record Pair(String image, String map) {}

    /** Whether there are pictures below both folders. */
    static boolean isIn(FileTree tree) {
        List<String> pictures = tree.files(PictureFolders.ENDINGS);
        return pictures.stream().anyMatch(f -> isBelow(f, IMAGES))
                && pictures.stream().anyMatch(f -> isBelow(f, LABELS));
    }

    /** The pictures without the maps. */
    static List<String> images(FileTree tree) {
        return tree.files(PictureFolders.ENDINGS).stream()
                .filter(f -> isBelow(f, IMAGES))
                .toList();
    }

    /**
     * The pairs of a tree.
     *
     * @throws DatasetException if a picture has no map or a map no picture, or tests stand alone
     */
    static MapListing of(FileTree tree) {
        Map<String, String> images = byName(tree, IMAGES);
        Map<String, String> maps = byName(tree, LABELS);
        images.forEach((name, file) -> requirePartner(tree, maps, name, file, "label map", LABELS));
        maps.forEach((name, file) -> requirePartner(tree, images, name, file, "picture", IMAGES));
        boolean trained = images.keySet().stream().anyMatch(isOf(Listing.TRAIN));
        boolean tested = images.keySet().stream().anyMatch(isOf(Listing.TEST));
        if (!trained) {
            if (tested) {
                throw Listing.testsAlone(tree);
            }
            return new MapListing(pairs(images, maps, name -> true), List.of());
        }
        // As for folders of classes: a validation folder stands in for a test folder that is not there.
        Predicate<String> train = isOf(Listing.TRAIN);
        return tested
                ? new MapListing(
                        pairs(images, maps, train.or(isOf(Listing.VALIDATION))),
                        pairs(images, maps, isOf(Listing.TEST)))
                : new MapListing(pairs(images, maps, train), pairs(images, maps, isOf(Listing.VALIDATION)));
    }

    private static List<Pair> pairs(Map<String, String> images, Map<String, String> maps, Predicate<String> part) {
        return images.keySet().stream()
                .filter(part)
                .map(name -> new Pair(Objects.requireNonNull(images.get(name)), Objects.requireNonNull(maps.get(name))))
                .toList();
    }

    private static Predicate<String> isOf(Set<String> folders) {
        return name -> {
            List<String> path = List.of(name.split("/"));
            return path.subList(0, path.size() - 1).stream().anyMatch(folders::contains);
        };
    }

    /** Files by their path without the folder's name and the ending. */
    private static Map<String, String> byName(FileTree tree, String folder) {
        Map<String, String> found = new TreeMap<>();
        for (String file : tree.files(PictureFolders.ENDINGS)) {
            if (!isBelow(file, folder)) {
                continue;
            }
            List<String> path = new ArrayList<>(
                    List.of(file.substring(0, file.lastIndexOf('.')).split("/")));
            path.remove(folderOf(path));
            String before = found.put(String.join("/", path), file);
            if (before != null) {
                throw new DatasetException("The files (" + tree.name(before) + ") and (" + tree.name(file)
                        + ") differ in their ending alone.\nMaybe take one of them out.");
            }
        }
        return found;
    }

    private static void requirePartner(
            FileTree tree, Map<String, String> partners, String name, String file, String what, String folder) {
        if (!partners.containsKey(name)) {
            throw new DatasetException("The file (" + tree.name(file) + ") has no " + what
                    + " beside it: there is none of its name in the folder " + folder
                    + ".\nMaybe rename it: images/NAME.jpg belongs to labels/NAME.png; or take it out.");
        }
    }

    private static boolean isBelow(String file, String folder) {
        List<String> path = List.of(file.split("/"));
        int at = folderOf(path);
        return at >= 0 && path.get(at).equals(folder);
    }

    /** Index of the innermost of both folders; -1 without one. */
    private static int folderOf(List<String> path) {
        List<String> folders = path.subList(0, path.size() - 1);
        return Math.max(folders.lastIndexOf(IMAGES), folders.lastIndexOf(LABELS));
    }
}
