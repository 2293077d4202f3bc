package dev.signalbox.eventstore.archive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ends the work in the middle, as the end of the process would: at some call of what it wraps. */
final class Mortal {

  private final int deadlyCall;
  private final boolean callTakesEffect;
  private int calls;

  /**
   * @param callTakesEffect whether the deadly call is carried out before everything ends
   */
  Mortal(int deadlyCall, boolean callTakesEffect) {
    this.deadlyCall = deadlyCall;
    this.callTakesEffect = callTakesEffect;
  }

  /** The end. */
  static final class KilledError extends Error {
    private static final long serialVersionUID = 1;
  }

  <T> T wrap(Class<T> type, T inner) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean deadly = ++calls == deadlyCall;
              if (deadly && !callTakesEffect) {
                throw new KilledError();
              }
              try {
                Object result = method.invoke(inner, arguments);
                if (deadly) {
                  throw new KilledError();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
