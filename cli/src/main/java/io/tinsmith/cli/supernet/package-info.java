/** Joins the search, which knows no training, with supernets, which know no search. */
@NullMarked
package io.tinsmith.cli.supernet;

import org.jspecify.annotations.NullMarked;
