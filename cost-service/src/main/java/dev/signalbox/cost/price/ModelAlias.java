package dev.signalbox.cost.price;

/** Another name that a provider's model goes by. */
record ModelAlias(String provider, String alias, String model) {}
