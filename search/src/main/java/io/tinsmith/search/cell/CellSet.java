package io.tinsmith.search.cell;

import io.tinsmith.search.Choice;
import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a cell may be: so many blocks, each with two operations on two inputs and a combination. Sets are sorted and free of
 * doubles.
 */
public record CellSet(List<Integer> blockCounts, List<LayerOp> operations, List<Combination> combinations) {
    public CellSet {
        blockCounts = Choices.set("blocks", blockCounts, 1, Cell.MOST_BLOCKS);
        operations = sorted("operations", operations, "conv-3x3");
        combinations = sorted("combinations", combinations, "add");
    }

    /**
     * The size that is told for cells of {@code blocks} blocks with both inputs chosen from the two previous cells: {@code
     * (2 * 2 * M * M * N)^B} for M operations and N combinations. It counts exchanged branches twice and no input from the
     * same cell; {@link #size} counts cells as they are.
     */
    public static BigInteger nominalSize(int operations, int combinations, int blocks) {
        Checks.range("operations", operations, 1, 1000);
        Checks.range("combinations", combinations, 1, 1000);
        return BigInteger.valueOf(4L * operations * operations * combinations).pow(blocks);
    }

    /**
     * Exact number of cells. Block i has {@code K = (2 + i) * M} branches to choose from and {@code N * K * (K + 1) / 2} ways
     * to join two of them in any order; all blocks together multiply.
     */
    public BigInteger size() {
        BigInteger sum = BigInteger.ZERO;
        for (int count : blockCounts) {
            BigInteger cells = BigInteger.ONE;
            for (int i = 0; i < count; i++) {
                long branches = (2L + i) * operations.size();
                cells = cells.multiply(BigInteger.valueOf(branches * (branches + 1) / 2 * combinations.size()));
            }
            sum = sum.add(cells);
        }
        return sum;
    }

    /** A chain of the fewest blocks, of the operation with the fewest weights. */
    Cell smallest() {
        LayerOp op = LayerOp.lightest(operations);
        List<CellBlock> blocks = new ArrayList<>();
        for (int i = 0; i < blockCounts.get(0); i++) {
            CellBlock.Branch branch = new CellBlock.Branch(1 + i, op);
            blocks.add(new CellBlock(branch, branch, combinations.get(0)));
        }
        return new Cell(blocks);
    }

    boolean contains(Cell cell) {
        return blockCounts.contains(cell.blocks().size())
                && cell.blocks().stream()
                        .allMatch(b -> operations.contains(b.first().op())
                                && operations.contains(b.second().op())
                                && combinations.contains(b.combination()));
    }

    Cell sample(SplittableRandom random) {
        return resized(List.of(), Choices.draw(blockCounts, random), random);
    }

    Cell mutate(Cell cell, double rate, SplittableRandom random) {
        int count = Choices.redraw(cell.blocks().size(), blockCounts, rate, random);
        List<CellBlock> blocks = new ArrayList<>();
        for (int i = 0; i < cell.blocks().size(); i++) {
            CellBlock block = cell.blocks().get(i);
            blocks.add(new CellBlock(
                    mutate(block.first(), i, rate, random),
                    mutate(block.second(), i, rate, random),
                    Choices.redraw(block.combination(), combinations, rate, random)));
        }
        return resized(blocks, count, random);
    }

    Cell crossover(Cell a, Cell b, SplittableRandom random) {
        Cell from = Choices.either(a, b, random);
        Cell other = from.equals(a) ? b : a;
        List<CellBlock> blocks = new ArrayList<>(from.blocks());
        for (int i = 0; i < Math.min(blocks.size(), other.blocks().size()); i++) {
            CellBlock mine = blocks.get(i);
            CellBlock theirs = other.blocks().get(i);
            blocks.set(
                    i,
                    new CellBlock(
                            Choices.either(mine.first(), theirs.first(), random),
                            Choices.either(mine.second(), theirs.second(), random),
                            Choices.either(mine.combination(), theirs.combination(), random)));
        }
        return new Cell(blocks);
    }

    /** Number of blocks, then of each that there may be: input and operation of both branches, combination. */
    List<Choice> choices(String name) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of(name + " blocks", Choice.Kind.DEPTH, blockCounts));
        for (int i = 0; i < mostBlocks(); i++) {
            String block = name + " block " + i;
            for (String branch : List.of(" first", " second")) {
                choices.add(Choice.numbered(block + branch + " input", 2 + i));
                choices.add(Choice.numbered(block + branch + " operation", operations.size()));
            }
            choices.add(Choice.numbered(block + " combination", combinations.size()));
        }
        return choices;
    }

    List<Integer> toChoices(Cell cell) {
        List<Integer> indices = new ArrayList<>();
        indices.add(blockCounts.indexOf(cell.blocks().size()));
        for (CellBlock block : cell.blocks()) {
            for (CellBlock.Branch branch : List.of(block.first(), block.second())) {
                indices.add(branch.input());
                indices.add(operations.indexOf(branch.op()));
            }
            indices.add(combinations.indexOf(block.combination()));
        }
        while (indices.size() < 1 + 5 * mostBlocks()) {
            indices.add(0);
        }
        return indices;
    }

    /** Takes as many indices as there are choices. */
    Cell fromChoices(Iterator<Integer> indices) {
        int count = blockCounts.get(indices.next());
        List<CellBlock> blocks = new ArrayList<>();
        for (int i = 0; i < mostBlocks(); i++) {
            blocks.add(new CellBlock(branch(indices), branch(indices), combinations.get(indices.next())));
        }
        return new Cell(blocks.subList(0, count));
    }

    private CellBlock.Branch branch(Iterator<Integer> indices) {
        return new CellBlock.Branch(indices.next(), operations.get(indices.next()));
    }

    private int mostBlocks() {
        return blockCounts.get(blockCounts.size() - 1);
    }

    private CellBlock.Branch mutate(CellBlock.Branch branch, int block, double rate, SplittableRandom random) {
        int input = random.nextDouble() < rate ? random.nextInt(2 + block) : branch.input();
        return new CellBlock.Branch(input, Choices.redraw(branch.op(), operations, rate, random));
    }

    private Cell resized(List<CellBlock> from, int count, SplittableRandom random) {
        List<CellBlock> blocks = new ArrayList<>(from.subList(0, Math.min(count, from.size())));
        while (blocks.size() < count) {
            int inputs = 2 + blocks.size();
            blocks.add(
                    new CellBlock(branch(inputs, random), branch(inputs, random), Choices.draw(combinations, random)));
        }
        return new Cell(blocks);
    }

    private CellBlock.Branch branch(int inputs, SplittableRandom random) {
        return new CellBlock.Branch(random.nextInt(inputs), Choices.draw(operations, random));
    }

    private static <T extends Comparable<? super T>> List<T> sorted(String name, List<T> values, String example) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "The set of " + name + " is empty.\nMaybe give one value, such as [" + example + "].");
        }
        return values.stream().distinct().sorted().toList();
    }
}
