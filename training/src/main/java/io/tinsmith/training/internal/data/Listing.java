package io.tinsmith.training.internal.data;

import io.tinsmith.training.DatasetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which file is of which class and which part, from their paths: {@code [train|test/]CLASS/...}, or for recordings also
 * {@code CLASS_...} without folders. Folders that all files share say nothing and are skipped.
 *
 * @param classNames sorted, by number where all are numbers
 * @param train in the order of the paths
 * @param test empty where the paths tell no parts
 */
record Listing(List<String> classNames, List<Item> train, List<Item> test) {
    static final Set<String> TRAIN = Set.of("train", "training");
    static final Set<String> TEST = Set.of("test", "testing");
    static final Set<String> VALIDATION = Set.of("val", "valid", "validation");
    private static final String TESTING_LIST = "testing_list.txt";

    Listing {
        classNames = List.copyOf(classNames);
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /** A file and the index of its class. */
    record Item(String file, int label) {}

    private record Entry(String file, String[] parts) {
        String first() {
            return parts[0];
        }

        boolean isFlat() {
            return parts.length == 1;
        }

        Entry rest() {
            return new Entry(file, java.util.Arrays.copyOfRange(parts, 1, parts.length));
        }
    }

    /**
     * Of the files with these endings.
     *
     * @param prefixes whether the names of files without folders begin with the class, up to {@code _}
     * @throws DatasetException if there are fewer than two classes or a test class that training lacks
     */
    static Listing of(FileTree tree, List<String> endings, boolean prefixes) {
        List<Entry> entries = tree.files(endings).stream()
                .map(f -> new Entry(f, f.split("/")))
                .filter(e -> Stream.of(e.parts()).limit(e.parts().length - 1).noneMatch(p -> p.startsWith("_")))
                .toList();
        String shared = "";
        while (entries.stream().noneMatch(Entry::isFlat)
                && entries.stream().map(Entry::first).distinct().count() == 1
                && !TRAIN.contains(entries.get(0).first())) {
            shared = entries.get(0).first();
            entries = entries.stream().map(Entry::rest).toList();
        }
        List<Entry> train = entries;
        List<Entry> test = List.of();
        Set<String> tops = new HashSet<>();
        entries.stream().filter(e -> !e.isFlat()).forEach(e -> tops.add(e.first()));
        if (tops.stream().anyMatch(TRAIN::contains)) {
            // A validation folder stands in for a test folder that is not there; else it is more to train on.
            boolean tested = tops.stream().anyMatch(TEST::contains);
            Set<String> testing = tested ? TEST : VALIDATION;
            train = below(entries, e -> TRAIN.contains(e) || (tested && VALIDATION.contains(e)));
            test = below(entries, testing::contains);
        } else if (tops.stream().anyMatch(TEST::contains)) {
            throw testsAlone(tree);
        }
        return build(tree, train, test, prefixes, shared);
    }

    static DatasetException testsAlone(FileTree tree) {
        return new DatasetException("The data set (" + tree.root() + ") has a folder of tests and none called train."
                + "\nMaybe rename the other one.");
    }

    private static List<Entry> below(List<Entry> entries, java.util.function.Predicate<String> folder) {
        return entries.stream()
                .filter(e -> !e.isFlat() && folder.test(e.first()))
                .map(Entry::rest)
                .toList();
    }

    private static Listing build(
            FileTree tree, List<Entry> train, List<Entry> test, boolean prefixes, String sharedFolder) {
        boolean flat = prefixes && train.stream().allMatch(Entry::isFlat);
        List<Entry> known = train.stream().filter(e -> flat || !e.isFlat()).toList();
        List<String> names = sorted(known.stream().map(e -> label(e, flat)).toList());
        if (names.size() < 2) {
            String only = names.isEmpty() ? sharedFolder : names.get(0);
            throw new DatasetException("The data set (" + tree.root() + ") has "
                    + (only.isEmpty() ? "no folders that name classes" : "one class (" + only + ") only")
                    + ".\nMaybe put the files of each class into a folder of its own: CLASS/FILE, or train/CLASS/FILE"
                    + " and test/CLASS/FILE.");
        }
        if (names.size() > 256) {
            throw new DatasetException("The data set (" + tree.root() + ") has " + names.size()
                    + " classes, more than 256.\nMaybe its folders are no classes.");
        }
        List<Item> trainItems = items(tree, known, names, flat);
        List<Item> testItems =
                items(tree, test.stream().filter(e -> flat || !e.isFlat()).toList(), names, flat);
        return testItems.isEmpty() ? byList(tree, names, trainItems) : new Listing(names, trainItems, testItems);
    }

    private static List<Item> items(FileTree tree, List<Entry> entries, List<String> names, boolean flat) {
        List<Item> items = new ArrayList<>();
        for (Entry e : entries) {
            int label = names.indexOf(label(e, flat));
            if (label < 0) {
                throw new DatasetException("The file (" + tree.name(e.file()) + ") is of a class (" + label(e, flat)
                        + ") that has no training files; those have " + shortened(names)
                        + ".\nMaybe a folder is misspelt or missing.");
            }
            items.add(new Item(e.file(), label));
        }
        return items;
    }

    /** Speech Commands lists its test files (Warden, arXiv:1804.03209). */
    private static Listing byList(FileTree tree, List<String> names, List<Item> items) {
        List<String> lists = tree.files(List.of(TESTING_LIST));
        if (lists.isEmpty()) {
            return new Listing(names, items, List.of());
        }
        String at = lists.get(0).substring(0, lists.get(0).length() - TESTING_LIST.length());
        Set<String> tests = new HashSet<>();
        new String(tree.read(lists.get(0)), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> tests.add(at + line.strip()));
        return new Listing(
                names,
                items.stream().filter(i -> !tests.contains(i.file())).toList(),
                items.stream().filter(i -> tests.contains(i.file())).toList());
    }

    private static String label(Entry entry, boolean flat) {
        if (!flat) {
            return entry.first();
        }
        int end = entry.first().indexOf('_');
        return end > 0 ? entry.first().substring(0, end) : entry.first();
    }

    /** By number where all are whole numbers, else by letter. */
    static List<String> sorted(Collection<String> names) {
        Set<String> distinct = new TreeSet<>(names);
        boolean numbers = distinct.stream().allMatch(n -> n.matches("\\d{1,9}"));
        return distinct.stream()
                .sorted(numbers ? Comparator.comparingInt(Integer::parseInt) : Comparator.naturalOrder())
                .toList();
    }

    static String shortened(List<String> names) {
        return names.size() <= 12 ? names.toString() : names.subList(0, 12) + " and others";
    }
}
