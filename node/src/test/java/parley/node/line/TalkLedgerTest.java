package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.line.LineId;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;

/** A node of two delegations, Norland's and Sudria's, and a counterpart that only Sudria's has. */
class TalkLedgerTest {
  @AutoClose private final House shared = House.norland();
  @AutoClose private final House counterpart = House.sudria();
  private final TalkService talks = shared.start(new MemoryJournal(false), () -> House.START);

  @Test
  void aCounterpartBringsNobodyIntoATalkThatAnotherDelegationOfTheNodeHas() {
    Seat secret =
        talks.convene(shared.binder(), List.of(), List.of(Texts.of("en", "Somebody else")));
    ledgerOf("sudria", secret.talk()).take(secret.talk(), List.of(present(secret)), List.of());
    assertThat(talks.look(secret).local()).containsOnlyKeys("norland");
    assertThat(talks.seats(shared.person("maria.sudria"))).isEmpty();
  }

  /** The control: into one that it has convened itself it brings them both. */
  @Test
  void whoConvenesATalkMayBringSeveralDelegationsOfOneNodeIntoIt() {
    TalkService far = counterpart.start(new MemoryJournal(false), () -> House.START);
    List<Texts> invited = List.of(Texts.of("en", "One"), Texts.of("en", "Another"));
    TalkId talk = far.convene(counterpart.binder(), List.of(), invited).talk();
    List<String> entries = far.copy(talk).orElseThrow().entries().stream().map(Entry::jws).toList();
    ledgerOf("norland", talk).take(talk, entries, List.of());
    ledgerOf("sudria", talk).take(talk, entries, List.of());
    assertThat(talks.look(talk.value()).orElseThrow().local())
        .containsOnlyKeys("norland", "sudria");
  }

  private TalkLedger ledgerOf(String delegation, TalkId expected) {
    LineId line = new LineId(shared.keys.line(delegation).publicKey(), counterpart.lineKey());
    return new TalkLedger(talks, delegation, line, new Invited(Set.of(), Set.of(expected)));
  }

  /** The counterpart's credentials as an entry of a talk that nobody has invited it to. */
  private String present(Seat secret) {
    SealKey key = counterpart.keys.current("sudria");
    Dossier its = new Dossier(secret.talk());
    talks.copy(secret.talk()).orElseThrow().entries().forEach(its::admit);
    Act act = new Act.Present(counterpart.credentials());
    DelegationId chain = DelegationId.of(key.publicKey());
    return its.append(its.draft(chain, act), Optional.empty(), key, House.START).jws();
  }
}
