/** Not for other modules. */
@NullMarked
package io.tinsmith.graph.internal;

import org.jspecify.annotations.NullMarked;
