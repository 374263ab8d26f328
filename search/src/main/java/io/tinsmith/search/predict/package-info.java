/** Predictors of what candidates are worth, learned from those that were tried; they say how sure they are. */
@NullMarked
package io.tinsmith.search.predict;

import org.jspecify.annotations.NullMarked;
