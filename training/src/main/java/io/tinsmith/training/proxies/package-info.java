/** What an untrained network tells of the accuracy that it may reach. */
@NullMarked
package io.tinsmith.training.proxies;

import org.jspecify.annotations.NullMarked;
