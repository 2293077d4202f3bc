@NullMarked
package dev.signalbox.kit.outbox;

import org.jspecify.annotations.NullMarked;
