package parley.bench;

import java.nio.file.Path;
import java.util.List;

/** One group of figures. */
interface Measurement {
  /** What is being measured, for whoever waits. */
  String name();

  /**
   * Measures.
   *
   * @param repetitions how often, where a distribution is asked for
   * @param scratch an empty folder of its own
   */
  List<Figure> measure(int repetitions, Path scratch) throws Exception;
}
