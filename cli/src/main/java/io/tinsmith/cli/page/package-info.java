/** The report for people: a page with charts as inline SVG, and a table for the terminal. */
@NullMarked
package io.tinsmith.cli.page;

import org.jspecify.annotations.NullMarked;
