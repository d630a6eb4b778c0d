package parley.dossier.model;

import java.util.List;
import java.util.regex.Pattern;

/** Language tags (RFC 5646) as the format writes them. */
public final class Languages {
  /** Most languages a text, a delegation or a talk may have. */
  public static final int MAX = 12;

  private static final Pattern FORM = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  private Languages() {}

  public static String tag(String tag) {
    if (!FORM.matcher(tag).matches()) {
      throw Reason.VALUE_INVALID.because("language tag");
    }
    return tag;
  }

  /** The tags, at least one and none twice. */
  public static List<String> tags(List<String> tags) {
    tags.forEach(Languages::tag);
    if (tags.isEmpty() || tags.size() > MAX || tags.stream().distinct().count() < tags.size()) {
      throw Reason.VALUE_INVALID.because("languages");
    }
    return List.copyOf(tags);
  }
}
