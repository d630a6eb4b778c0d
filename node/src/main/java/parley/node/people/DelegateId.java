package parley.node.people;

import java.util.regex.Pattern;

/**
 * Who a person is on this node: her own name within her delegation, both as one label of a host
 * name.
 *
 * @param delegation the delegation's slug, such as {@code norland}
 * @param person the person's slug, such as {@code anna}
 */
public record DelegateId(String delegation, String person) {
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  /** Refuses what is not a label of a host name. */
  public DelegateId {
    if (!isLabel(delegation) || !isLabel(person)) {
      throw new IllegalArgumentException("not a label");
    }
  }

  /** Whether {@code text} can name a delegation or a person. */
  public static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  /** The id written as in a host name: {@code anna.norland}. */
  @Override
  public String toString() {
    return person + "." + delegation;
  }

  /** Reads what {@link #toString()} wrote. */
  public static DelegateId parse(String text) {
    int dot = text.indexOf('.');
    return new DelegateId(text.substring(dot + 1), text.substring(0, dot));
  }
}
