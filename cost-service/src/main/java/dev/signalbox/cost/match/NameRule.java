package dev.signalbox.cost.match;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which names are meant. Texts are compared without regard to case; a regular expression is found
 * anywhere in the name in lower case, in time that grows only with the name (RE2).
 */
public sealed interface NameRule {

  /** Longest name that is looked at. */
  int LONGEST_NAME = 300;

  /**
   * The clause that holds for the name, which is the rule itself unless it is a choice of several;
   * empty if none does.
   *
   * @param name in lower case
   */
  Optional<NameRule> holding(String name);

  /** Whether the rule holds for the name, whatever its case. */
  default boolean matches(String name) {
    return holding(name.toLowerCase(Locale.ROOT)).isPresent();
  }

  private static Optional<NameRule> only(NameRule rule, boolean holds) {
    return holds ? Optional.of(rule) : Optional.empty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** This name and no other. */
  record Equal(String text) implements NameRule {
    public Equal {
      text = lower(text);
    }

    @Override
    public Optional<NameRule> holding(String name) {
      return only(this, name.equals(text));
    }
  }

  /** Names that begin like this. */
  record Prefix(String text) implements NameRule {
    public Prefix {
      text = lower(text);
    }

    @Override
    public Optional<NameRule> holding(String name) {
      return only(this, name.startsWith(text));
    }
  }

  /** Names that end like this. */
  record Suffix(String text) implements NameRule {
    public Suffix {
      text = lower(text);
    }

    @Override
    public Optional<NameRule> holding(String name) {
      return only(this, name.endsWith(text));
    }
  }

  /** Names with this anywhere in them. */
  record Part(String text) implements NameRule {
    public Part {
      text = lower(text);
    }

    @Override
    public Optional<NameRule> holding(String name) {
      return only(this, name.contains(text));
    }
  }

  /** Names in which the expression is found. */
  record Expression(Pattern pattern) implements NameRule {
    @Override
    public Optional<NameRule> holding(String name) {
      return only(this, name.length() <= LONGEST_NAME && pattern.matcher(name).find());
    }
  }

  /** Names for which one of the clauses holds; the first that does is the one that counts. */
  record AnyOf(List<NameRule> clauses) implements NameRule {
    public AnyOf {
      clauses = List.copyOf(clauses);
    }

    @Override
    public Optional<NameRule> holding(String name) {
      for (NameRule clause : clauses) {
        Optional<NameRule> holding = clause.holding(name);
        if (holding.isPresent()) {
          return holding;
        }
      }
      return Optional.empty();
    }
  }

  /** Names for which every clause holds. */
  record AllOf(List<NameRule> clauses) implements NameRule {
    public AllOf {
      clauses = List.copyOf(clauses);
    }

    @Override
    public Optional<NameRule> holding(String name) {
      return only(this, clauses.stream().allMatch(clause -> clause.holding(name).isPresent()));
    }
  }
}
