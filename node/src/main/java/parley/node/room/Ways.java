package parley.node.room;

import java.util.List;

/** Finds the lines that a talk goes over. Any thread. */
@FunctionalInterface
interface Ways {
  /** Of a node without lines. */
  Ways NONE = talk -> List.of();

  /** From each delegation of the talk that lives here to each that does not. */
  List<Way> of(String talk);
}
