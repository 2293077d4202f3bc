@NullMarked
package dev.signalbox.kit.problem;

import org.jspecify.annotations.NullMarked;
