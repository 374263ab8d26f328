@NullMarked
package io.tinsmith.training;

import org.jspecify.annotations.NullMarked;
