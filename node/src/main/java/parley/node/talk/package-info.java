/**
 * Arranging a talk: {@link parley.node.talk.TalkService} turns what a delegate does into acts of
 * the dossier, one at a time for each talk and durable before she is told; the pages show the
 * dossier's state from her side, own side first. Acts are bound to exactly what was shown: a form
 * carries the proposal's digest, never its place in a list.
 */
package parley.node.talk;
