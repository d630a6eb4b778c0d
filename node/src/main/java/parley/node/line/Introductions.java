package parley.node.line;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.state.DelegationState;
import parley.line.Line;
import parley.line.LineAddress;
import parley.line.LineId;
import parley.line.Networks;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;

/**
 * Where three sides or more talk across nodes, those who have a line to each tell them where the
 * others listen, so that each pair has a line of its own. Only who has accepted a side's
 * credentials is told; only sides that were accepted too are believed; and only the key in these is
 * called, never at an address inside a network unless the teller's own line comes from inside one.
 * Any thread.
 */
final class Introductions {
  /** How names end that mean something else in each network. */
  private static final List<String> LOCAL =
      List.of(".localhost", ".local", ".lan", ".internal", ".home.arpa");

  private final NodeLines lines;
  private final TalkService talks;
  private final Names names;

  /** What was said in the present sessions. */
  private final Set<Said> said = ConcurrentHashMap.newKeySet();

  private record Said(LineId to, TalkId talk, SealPublicKey about) {}

  /** The addresses for which a host name, or an address as text, stands now; none if unknown. */
  interface Names {
    List<InetAddress> resolve(String host);
  }

  Introductions(NodeLines lines, TalkService talks) {
    this(lines, talks, Introductions::resolve);
  }

  Introductions(NodeLines lines, TalkService talks, Names names) {
    this.lines = lines;
    this.talks = talks;
    this.names = names;
  }

  /** A new session: what was said in the one before may be lost. */
  void began(Line line, Counterpart counterpart) {
    said.removeIf(each -> each.to().equals(line.id()));
    for (TalkId talk : lines.counterparts().talks(counterpart)) {
      talks.look(talk.value()).ifPresent(this::introduce);
    }
  }

  /** Tells in one talk whoever is still to be told. */
  void introduce(Snapshot now) {
    List<DelegationState> far = far(now);
    for (String own : far.size() < 2 ? Set.<String>of() : now.local().keySet()) {
      for (DelegationState to : far) {
        for (DelegationState about : far) {
          boolean isWanted = !to.equals(about) && about.acceptedBy().contains(to.id());
          if (isWanted) {
            introduce(now.state().talk(), own, key(to), key(about));
          }
        }
      }
    }
  }

  private void introduce(TalkId talk, String own, SealPublicKey to, SealPublicKey about) {
    Optional<Line> line = lines.counterparts().find(own, to).flatMap(lines::line);
    Optional<Counterpart> introduced =
        lines.counterparts().find(own, about).filter(known -> !known.addresses().isEmpty());
    if (line.isPresent()
        && introduced.isPresent()
        && said.add(new Said(line.get().id(), talk, about))) {
      List<LineAddress> addresses =
          introduced.get().addresses().stream().map(LineAddress::of).toList();
      line.get().send(new Introduction(talk, about, addresses).parcel());
    }
  }

  /**
   * Somebody tells one of our delegations where another side listens.
   *
   * @param teller whose line it came by
   * @param from where that line comes from, if it is up
   */
  void heard(
      String own, SealPublicKey teller, Optional<InetAddress> from, Introduction introduction) {
    Optional<Snapshot> here = talks.look(introduction.talk().value());
    Optional<DelegationState> told =
        here.flatMap(now -> accepted(now, own, teller))
            .flatMap(any -> accepted(here.get(), own, introduction.key()));
    boolean isNew = lines.counterparts().find(own, introduction.key()).isEmpty();
    if (isNew && told.isPresent()) {
      boolean isNear = from.filter(Networks::isInside).isPresent();
      List<LineAddress> addresses =
          introduction.addresses().stream().filter(each -> isNear || !isInside(each)).toList();
      if (!addresses.isEmpty()) {
        lines.meet(
            own,
            new Introduction(introduction.talk(), introduction.key(), addresses),
            told.get().presented().names());
      }
    }
  }

  /** The far side of this line key, if our delegation has accepted its credentials. */
  private static Optional<DelegationState> accepted(
      Snapshot now, String own, SealPublicKey lineKey) {
    return Optional.ofNullable(now.local().get(own))
        .flatMap(
            chain ->
                far(now).stream()
                    .filter(side -> key(side).equals(lineKey))
                    .filter(side -> side.acceptedBy().contains(chain))
                    .findFirst());
  }

  /** Whether a name stands for any address inside a network, or for none that can be judged. */
  private boolean isInside(LineAddress address) {
    String host = address.host().toLowerCase(Locale.ROOT);
    boolean isLocalName =
        !host.contains(":") && (!host.contains(".") || LOCAL.stream().anyMatch(host::endsWith));
    List<InetAddress> all = isLocalName ? List.of() : names.resolve(host);
    return all.isEmpty() || all.stream().anyMatch(Networks::isInside);
  }

  private static List<InetAddress> resolve(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknown) {
      return List.of();
    }
  }

  private static List<DelegationState> far(Snapshot now) {
    return now.state().delegations().stream()
        .filter(side -> !now.local().containsValue(side.id()))
        .toList();
  }

  private static SealPublicKey key(DelegationState side) {
    return side.accepted().orElse(side.presented()).lineKey();
  }
}
