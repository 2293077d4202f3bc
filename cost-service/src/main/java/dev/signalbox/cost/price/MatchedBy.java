package dev.signalbox.cost.price;

import com.google.re2j.Pattern;
import dev.signalbox.cost.match.NameRule;
import java.util.List;
import java.util.Locale;

/** Why a price was chosen for a model's name. */
public enum MatchedBy {
  /** It is the model's own name. */
  MODEL,
  /** It is another name of the model. */
  ALIAS,
  /** It begins like the model's names do. */
  PREFIX,
  /** It ends like the model's names do. */
  SUFFIX,
  /** It has what the model's names have. */
  PART,
  /** The model's regular expression is found in it. */
  REGEX,
  /** Several such clauses hold at once. */
  RULE,
  /** It is a name of the model with the date or number of a snapshot behind it. */
  SNAPSHOT,
  /** The provider has one price for whatever it runs. */
  PROVIDER;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MatchedBy clause(NameRule clause, String model) {
    return switch (clause) {
      case NameRule.Equal(String text) -> text.equalsIgnoreCase(model) ? MODEL : ALIAS;
      case NameRule.Prefix(String _) -> PREFIX;
      case NameRule.Suffix(String _) -> SUFFIX;
      case NameRule.Part(String _) -> PART;
      case NameRule.Expression(Pattern _) -> REGEX;
      case NameRule.AnyOf(List<NameRule> _), NameRule.AllOf(List<NameRule> _) -> RULE;
    };
  }
}
