@NullMarked
package dev.signalbox.kit.egress;

import org.jspecify.annotations.NullMarked;
