package io.tinsmith.benchmarks.tabular;

import io.tinsmith.search.Strategy;
import io.tinsmith.search.Strategy.Trial;
import io.tinsmith.search.strategy.HalvingStrategy;
import io.tinsmith.search.strategy.HalvingStrategy.Staged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs strategies against the table. Costs are known without training, so what exceeds the limit, or is not in a table that
 * is not complete, is told as not fitting and costs no evaluation; training is what counts.
 */
final class TabularRun {
    /** Candidates trained at a time. */
    private static final int BATCH = 4;

    /** A strategy that proposes nothing that fits for so long has ended. */
    private static final int MOST_MISSES = 2_000;

    private final Map<List<Integer>, TableRow> rows = new HashMap<>();
    private final long macsLimit;

    TabularRun(List<TableRow> table, long macsLimit) {
        table.forEach(row -> rows.put(row.genes(), row));
        this.macsLimit = macsLimit;
    }

    /** The best accuracy of the table within the limit. */
    double optimum() {
        return rows.values().stream()
                .filter(r -> r.macs() <= macsLimit)
                .mapToDouble(TableRow::accuracy)
                .max()
                .orElseThrow();
    }

    long members() {
        return rows.values().stream().filter(r -> r.macs() <= macsLimit).count();
    }

    /** Best accuracy after each of {@code evaluations} full trainings; of a strategy that ended, what it had. */
    double[] bestAfter(Strategy<List<Integer>> strategy, int evaluations) {
        double[] best = new double[evaluations];
        int done = 0;
        for (int misses = 0; done < evaluations && misses < MOST_MISSES; ) {
            List<List<Integer>> proposed = strategy.propose(Math.min(BATCH, evaluations - done));
            if (proposed.isEmpty()) {
                break;
            }
            List<Trial<List<Integer>>> trials = new ArrayList<>();
            for (List<Integer> genes : proposed) {
                Trial<List<Integer>> trial = trial(genes, genes, TableRow.EPOCHS.size() - 1);
                trials.add(trial);
                misses = trial.fits() ? 0 : misses + 1;
                if (trial.fits()) {
                    best[done] = Math.max(trial.fitness(), done == 0 ? 0 : best[done - 1]);
                    done++;
                }
            }
            strategy.tell(trials);
        }
        if (done > 0) {
            Arrays.fill(best, done, evaluations, best[done - 1]);
        }
        return best;
    }

    /**
     * As {@link #bestAfter} with successive halving: the same epochs in all, a candidate of a higher rung going on where it
     * was. Only candidates that were trained in full count.
     */
    double[] bestAfterHalving(HalvingStrategy<List<Integer>> strategy, int evaluations) {
        int top = TableRow.EPOCHS.size() - 1;
        int fullEpochs = TableRow.EPOCHS.get(top);
        double[] best = new double[evaluations];
        int epochs = 0;
        for (int misses = 0; misses < MOST_MISSES; ) {
            List<Staged<List<Integer>>> proposed = strategy.propose(BATCH);
            if (proposed.isEmpty()) {
                break;
            }
            List<Trial<Staged<List<Integer>>>> trials = new ArrayList<>();
            for (Staged<List<Integer>> candidate : proposed) {
                Trial<Staged<List<Integer>>> trial = trial(candidate, candidate.genes(), candidate.rung());
                trials.add(trial);
                misses = trial.fits() ? 0 : misses + 1;
                if (trial.fits()) {
                    int before = candidate.rung() == 0 ? 0 : TableRow.EPOCHS.get(candidate.rung() - 1);
                    epochs += TableRow.EPOCHS.get(candidate.rung()) - before;
                    int at = (epochs + fullEpochs - 1) / fullEpochs - 1;
                    if (candidate.rung() == top && at < evaluations) {
                        best[at] = Math.max(best[at], trial.fitness());
                    }
                }
            }
            if (epochs >= fullEpochs * evaluations) {
                break;
            }
            strategy.tell(trials);
        }
        for (int i = 1; i < evaluations; i++) {
            best[i] = Math.max(best[i], best[i - 1]);
        }
        return best;
    }

    private <T> Trial<T> trial(T candidate, List<Integer> genes, int rung) {
        TableRow row = rows.get(genes);
        if (row == null) {
            return new Trial<>(candidate, false, -1, List.of(0.0, 0.0));
        }
        if (row.macs() > macsLimit) {
            return new Trial<>(
                    candidate, false, 1 - (double) row.macs() / macsLimit, List.of(0.0, (double) -row.macs()));
        }
        double accuracy = row.accuracies().get(rung);
        return new Trial<>(candidate, true, accuracy, List.of(accuracy, (double) -row.macs()));
    }
}
