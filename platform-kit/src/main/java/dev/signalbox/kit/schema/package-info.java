/** The tables that the kit itself needs, migrated beside the service's own. */
@NullMarked
package dev.signalbox.kit.schema;

import org.jspecify.annotations.NullMarked;
