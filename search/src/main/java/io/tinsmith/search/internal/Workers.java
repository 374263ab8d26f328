package io.tinsmith.search.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Threads that map indices to values; the result does not depend on how many there are. */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService executor;

    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "The number of threads (" + threads + ") is below 1.\nMaybe leave it out.");
        }
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "search");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Values of {@code function} at 0 to {@code count - 1}, in this order; {@code function} must be pure. */
    public <T> List<T> map(int count, IntFunction<T> function) {
        return start(count, function).get();
    }

    /** As {@link #map}, but returns at once: work that was started earlier is done earlier, and no thread waits between. */
    public <T> Supplier<List<T>> start(int count, IntFunction<T> function) {
        int chunk = Math.max(1, (count + 4 * threads - 1) / (4 * threads));
        List<Future<List<T>>> parts = new ArrayList<>();
        for (int start = 0; start < count; start += chunk) {
            int from = start;
            int to = Math.min(count, start + chunk);
            parts.add(executor.submit(() -> {
                List<T> part = new ArrayList<>(to - from);
                for (int i = from; i < to; i++) {
                    part.add(function.apply(i));
                }
                return part;
            }));
        }
        return () -> {
            List<T> values = new ArrayList<>(count);
            for (Future<List<T>> part : parts) {
                values.addAll(get(part));
            }
            return values;
        };
    }

    private static <T> List<T> get(Future<List<T>> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted.", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
