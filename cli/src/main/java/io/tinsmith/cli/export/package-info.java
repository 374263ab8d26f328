/** Networks in the forms that other programs take. */
@NullMarked
package io.tinsmith.cli.export;

import org.jspecify.annotations.NullMarked;
