package io.tinsmith.training.quantize;

/** How the range of an activation is chosen from the values that it takes on the samples. */
public enum CalibrationMethod {
    /** From the least to the greatest value of all samples. */
    MINMAX,
    /** From the average of the samples' least values to that of their greatest: outliers of single samples are cut. */
    AVERAGE,
    /** Without a share of the values at either end. */
    PERCENTILE,
    /** The range with the least mean squared error: what is cut off against what all others are rounded by. */
    MSE
}
