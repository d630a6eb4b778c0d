package parley.node.line;

import parley.node.talk.TalkService;
import parley.node.talk.TalkTopics;
import parley.node.web.LiveUpdates;

/** The pages that show something of a line. */
record LineTopics(NodeLines lines, TalkService talks, LiveUpdates live) {
  /** They are drawn anew: that of lines, and those of the talks with this counterpart. */
  void changed(Counterpart counterpart) {
    live.changed(LinePages.topic(counterpart.delegation()));
    lines.counterparts().talks(counterpart).stream()
        .flatMap(talk -> talks.look(talk.value()).stream())
        .flatMap(TalkTopics::of)
        .forEach(live::changed);
  }
}
