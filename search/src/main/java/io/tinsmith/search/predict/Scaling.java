package io.tinsmith.search.predict;

/** Makes columns have mean 0 and deviation 1; columns that do not vary become 0. */
record Scaling(double[] means, double[] deviations) {
    static Scaling of(double[][] rows) {
        int columns = rows[0].length;
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        for (int c = 0; c < columns; c++) {
            for (double[] row : rows) {
                means[c] += row[c] / rows.length;
            }
            double squares = 0;
            for (double[] row : rows) {
                squares += (row[c] - means[c]) * (row[c] - means[c]);
            }
            double deviation = Math.sqrt(squares / rows.length);
            deviations[c] = deviation < 1e-12 ? Double.POSITIVE_INFINITY : deviation;
        }
        return new Scaling(means, deviations);
    }

    static Scaling of(double[] values) {
        double[][] rows = new double[values.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {values[i]};
        }
        Scaling scaling = of(rows);
        return new Scaling(
                scaling.means, new double[] {Double.isInfinite(scaling.deviations[0]) ? 1 : scaling.deviations[0]});
    }

    double[] apply(double[] row) {
        double[] scaled = new double[row.length];
        for (int c = 0; c < row.length; c++) {
            scaled[c] = (row[c] - means[c]) / deviations[c];
        }
        return scaled;
    }

    double[][] apply(double[][] rows) {
        double[][] scaled = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            scaled[i] = apply(rows[i]);
        }
        return scaled;
    }

    /** Rejects what nothing can be learned from. */
    static void require(double[][] features, double[] values) {
        if (features.length != values.length || values.length < 2) {
            throw new IllegalArgumentException("There are " + features.length + " rows of features for " + values.length
                    + " values.\nMaybe give at least two examples.");
        }
    }
}
