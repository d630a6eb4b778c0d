package parley.node.room.group;

import java.util.Map;

/**
 * What a member was asked for.
 *
 * @param batch whom to add, by key package
 * @param isToRemove whether somebody may have to be removed
 */
record Order(Map<Seat, String> batch, boolean isToRemove) {
  static final Order NONE = new Order(Map.of(), false);

  /**
   * Whether there is no sense in asking her for {@code wanted} in the same epoch: whoever was asked
   * to remove only can still be asked to add.
   */
  boolean covers(Order wanted) {
    return (isToRemove || !wanted.isToRemove)
        && (!batch.isEmpty() || wanted.batch.isEmpty())
        && (isToRemove || !batch.isEmpty());
  }
}
