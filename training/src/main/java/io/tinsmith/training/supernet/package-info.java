/** One set of shared weights for all networks of a space, and the accuracy of each with them. */
@NullMarked
package io.tinsmith.training.supernet;

import org.jspecify.annotations.NullMarked;
