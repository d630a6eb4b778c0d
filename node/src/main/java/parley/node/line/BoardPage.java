package parley.node.line;

import java.util.List;

/**
 * The lines of a delegation.
 *
 * @param announced where others are told to call; empty if this node has no lines
 * @param ours this delegation's line key's fingerprint
 * @param strangers what somebody unknown has tried, latest first
 */
public record BoardPage(
    List<LineView> lines,
    List<String> announced,
    List<String> ours,
    boolean canChange,
    List<LineView.Line> strangers) {}
