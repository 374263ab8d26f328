@NullMarked
package io.tinsmith.targets;

import org.jspecify.annotations.NullMarked;
