/** Networks of several resolutions side by side that exchange, and the spaces of such networks. */
@NullMarked
package io.tinsmith.search.trellis;

import org.jspecify.annotations.NullMarked;
