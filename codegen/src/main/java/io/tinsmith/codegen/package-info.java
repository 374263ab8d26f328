@NullMarked
package io.tinsmith.codegen;

import org.jspecify.annotations.NullMarked;
