/** What a design run found out. */
@NullMarked
package io.tinsmith.cli.report;

import org.jspecify.annotations.NullMarked;
