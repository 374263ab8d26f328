@NullMarked
package io.tinsmith.codegen.internal;

import org.jspecify.annotations.NullMarked;
