/** The embedded PostgreSQL: its binaries, its data, its roles and schemas. */
@NullMarked
package dev.signalbox.standalone.postgres;

import org.jspecify.annotations.NullMarked;
