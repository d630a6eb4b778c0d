package parley.dossier;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The fast tests, run by plain reflection so that they can run on a changed copy of the classes.
 */
public final class CoreChecks {
  private CoreChecks() {}

  /**
   * What a check says when it fails, or nothing.
   *
   * @param check a test class with or without {@code #} and a method, or {@code VectorsCheck} with
   *     or without a vector
   */
  public static String failure(String check) throws Exception {
    String[] parts = (check + "#").split("#", -1);
    if (parts[0].equals("VectorsCheck")) {
      List<?> misses = VectorsCheck.misses(parts[1]);
      return misses.isEmpty() ? "" : misses.toString();
    }
    Class<?> test = Class.forName("parley.dossier." + parts[0]);
    for (var method : test.getDeclaredMethods()) {
      boolean meant = parts[1].isEmpty() || parts[1].equals(method.getName());
      if (meant && method.isAnnotationPresent(Test.class)) {
        try {
          method.invoke(test.getConstructor().newInstance());
        } catch (InvocationTargetException e) {
          return method.getName() + ": " + e.getCause();
        }
      }
    }
    return "";
  }
}
