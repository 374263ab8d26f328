/** What people see on the terminal: lines, tables, progress. */
@NullMarked
package io.tinsmith.cli.console;

import org.jspecify.annotations.NullMarked;
