@NullMarked
package io.tinsmith.graph;

import org.jspecify.annotations.NullMarked;
