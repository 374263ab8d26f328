@NullMarked
package io.tinsmith.search;

import org.jspecify.annotations.NullMarked;
