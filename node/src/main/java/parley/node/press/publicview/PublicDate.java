package parley.node.press.publicview;

/**
 * What a statement tells of the talk's date, for machines: the level, and the date as coarse as the
 * level.
 *
 * @param level the level's word, such as {@code week}
 * @param value the first day of the week, the day, or the instant; empty at the coarser levels
 */
public record PublicDate(String level, String value) {}
