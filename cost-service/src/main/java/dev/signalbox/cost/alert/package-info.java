/** Alerts of budgets: each told once, as an event, to webhooks and by e-mail. */
@NullMarked
package dev.signalbox.cost.alert;

import org.jspecify.annotations.NullMarked;
