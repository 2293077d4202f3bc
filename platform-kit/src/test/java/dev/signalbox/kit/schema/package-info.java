@NullMarked
package dev.signalbox.kit.schema;

import org.jspecify.annotations.NullMarked;
