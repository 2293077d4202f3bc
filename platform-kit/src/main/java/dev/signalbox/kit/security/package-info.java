/** Who calls: the internal token's claims, roles, and what each role may do. */
@NullMarked
package dev.signalbox.kit.security;

import org.jspecify.annotations.NullMarked;
