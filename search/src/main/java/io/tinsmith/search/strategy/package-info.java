/** Strategies of search, each over the port {@link io.tinsmith.search.Strategy}; they know no network and no board. */
@NullMarked
package io.tinsmith.search.strategy;

import org.jspecify.annotations.NullMarked;
