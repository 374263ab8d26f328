/** Figures of one graph and its schedule, for tables and reports. */
@NullMarked
package io.tinsmith.cli.analysis;

import org.jspecify.annotations.NullMarked;
