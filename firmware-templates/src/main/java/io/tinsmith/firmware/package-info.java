@NullMarked
package io.tinsmith.firmware;

import org.jspecify.annotations.NullMarked;
