package dev.signalbox.cost.price;

/** A price of something that is not counted here. */
final class UnknownUnitException extends RuntimeException {

  UnknownUnitException(String message) {
    super(message);
  }
}
