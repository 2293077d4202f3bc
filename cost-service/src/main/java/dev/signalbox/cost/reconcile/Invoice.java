package dev.signalbox.cost.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a provider charges, by day and by the name that it has for the model.
 *
 * @param lines how many lines of the file were added up
 */
record Invoice(SortedMap<Item, BigDecimal> amounts, int lines) {

  Invoice {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }

  LocalDate first() {
    return amounts.firstKey().day();
  }

  LocalDate last() {
    return amounts.lastKey().day();
  }

  /**
   * One model on one day.
   *
   * @param model empty if the line is for none
   */
  record Item(LocalDate day, String model) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byDay = day.compareTo(other.day);
      return byDay == 0 ? model.compareTo(other.model) : byDay;
    }
  }
}
