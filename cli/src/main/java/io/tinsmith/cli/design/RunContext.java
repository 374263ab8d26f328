package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Console;
import io.tinsmith.training.Dataset;

/** What the stages of a run have in common. */
record RunContext(DesignJob job, Dataset dataset, TrainingSpeed speed, StageStore store, Console console, Pace pace) {}
