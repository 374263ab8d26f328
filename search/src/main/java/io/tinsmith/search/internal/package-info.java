@NullMarked
package io.tinsmith.search.internal;

import org.jspecify.annotations.NullMarked;
