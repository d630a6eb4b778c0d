package parley.dossier.model;

import java.util.regex.Pattern;

/**
 * Marks a proposal as one of several by the same delegation that are in force together or not at
 * all.
 *
 * @param size how many proposals the package has
 */
public record PackageMark(String id, int size) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  public PackageMark {
    if (!FORM.matcher(id).matches() || size < 2 || size > 50) {
      throw Reason.VALUE_INVALID.because("package");
    }
  }
}
