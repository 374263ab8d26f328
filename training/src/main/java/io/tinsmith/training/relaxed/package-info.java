/** Differentiable search: a network whose layers are chosen by weights that are learned with it. */
@NullMarked
package io.tinsmith.training.relaxed;

import org.jspecify.annotations.NullMarked;
