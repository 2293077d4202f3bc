@NullMarked
package dev.signalbox.registry.trial;

import org.jspecify.annotations.NullMarked;
