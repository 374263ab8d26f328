/** Networks that stack two small cells, and the spaces of such cells. */
@NullMarked
package io.tinsmith.search.cell;

import org.jspecify.annotations.NullMarked;
