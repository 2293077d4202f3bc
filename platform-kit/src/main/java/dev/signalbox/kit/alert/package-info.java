/** Tells operators of something, by signed webhooks and by e-mail, each at least once. */
@NullMarked
package dev.signalbox.kit.alert;

import org.jspecify.annotations.NullMarked;
