package io.tinsmith.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Mutates seed files and checks each against the contract. File {@code i} depends on the seed and {@code i} alone, so that
 * any number of threads find the same.
 */
final class Fuzzer {
    private static final int CHUNK = 64;
    private static final long HANG_NANOS = 60_000_000_000L;
    /** Enough to work on; a defect shows in many files. */
    private static final int MOST_FINDINGS = 200;

    private final List<Mutator> seeds;
    private final long seed;
    private final Contract contract = new Contract();
    private final Map<Long, Finding> findings = new TreeMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();

    /** A file that breaks the contract. */
    record Finding(long number, byte[] bytes, String fault) {
        /** The first line of it, by which findings of one defect are alike. */
        String kind() {
            return fault.lines().limit(2).reduce("", (a, b) -> a + b.replaceAll("[0-9]+", "#"));
        }
    }

    /** What came of it. */
    record Result(long files, long accepted, List<Finding> findings) {}

    Fuzzer(List<byte[]> files, long seed) {
        this.seeds = files.stream().map(Mutator::new).toList();
        this.seed = seed;
    }

    /** The mutated file of a number. */
    byte[] file(long number) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L + number);
        return seeds.get((int) (number % seeds.size())).mutate(random);
    }

    /**
     * Checks files 0 to {@code count}.
     *
     * @param progress told how many were checked
     */
    Result run(long count, int threads, LongConsumer progress) throws InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Worker worker = new Worker(count);
            // One that hangs must not keep the process alive.
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        for (Worker worker : workers) {
            while (worker.isAlive()) {
                worker.join(200);
                progress.accept(done.get());
                if (worker.hangs()) {
                    long number = worker.number;
                    add(new Finding(number, file(number), "hangs at " + worker.where()));
                    return result();
                }
            }
        }
        return result();
    }

    private Result result() {
        synchronized (findings) {
            return new Result(done.get(), accepted.get(), List.copyOf(findings.values()));
        }
    }

    private void add(Finding finding) {
        synchronized (findings) {
            if (findings.size() < MOST_FINDINGS) {
                findings.put(finding.number(), finding);
            }
        }
    }

    /** Takes numbers until there are no more. */
    private final class Worker extends Thread {
        private final long count;
        private volatile long number;
        private volatile long began = System.nanoTime();

        Worker(long count) {
            this.count = count;
        }

        boolean hangs() {
            return System.nanoTime() - began > HANG_NANOS;
        }

        String where() {
            StackTraceElement[] trace = getStackTrace();
            return trace.length == 0 ? "an unknown place" : trace[0].toString();
        }

        @Override
        public void run() {
            for (long first = next.getAndAdd(CHUNK); first < count; first = next.getAndAdd(CHUNK)) {
                for (long i = first; i < Math.min(count, first + CHUNK); i++) {
                    number = i;
                    began = System.nanoTime();
                    byte[] bytes = file(i);
                    Contract.Verdict verdict = contract.check(bytes);
                    verdict.fault().ifPresent(fault -> add(new Finding(number, bytes, fault)));
                    accepted.addAndGet(verdict.accepted() ? 1 : 0);
                    done.incrementAndGet();
                }
            }
            began = Long.MAX_VALUE;
        }
    }
}
