/** JSON as every service speaks it: snake_case, strict about unknown fields, RFC 3339 times. */
@NullMarked
package dev.signalbox.kit.json;

import org.jspecify.annotations.NullMarked;
