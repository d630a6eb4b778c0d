package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.node.storage.Database;
import parley.node.talk.Seat;
import parley.node.web.SocketOut;
import parley.node.words.Language;

class EntryFeedTest {
  @TempDir Path folder;
  private final List<String> heard = new ArrayList<>();
  private Database database;
  private SmallTalk talk;
  private Occupant occupant;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("parley.db"));
    talk = SmallTalk.in(database, folder);
    enter(talk.anna());
    enter(talk.maria());
    occupant =
        new Occupant(
            talk.anna().person(),
            Language.EN,
            new SocketOut() {
              @Override
              public void send(String text) {
                heard.add(text);
              }

              @Override
              public void close(int code, String reason) {}
            },
            () -> true);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void enter(Seat seat) {
    talk.talks().perform(seat, new Act.Enter(seat.personId()));
  }

  private List<Entry> all() {
    return talk.talks().entries(talk.anna());
  }

  private List<String> told() throws Exception {
    List<String> told = new ArrayList<>();
    for (String text : heard) {
      JsonNode message = JsonMapper.builder().build().readTree(text);
      assertThat(message.get("type").asText()).isEqualTo("entries");
      message.get("entries").forEach(each -> told.add(each.asText()));
    }
    return told;
  }

  @Test
  void whateverPartSheHasTheRestCanBeAdmittedOneAfterTheOther() {
    List<Entry> all = all();
    for (int known = 0; known <= all.size(); known++) {
      Dossier hers = new Dossier(talk.anna().talk());
      all.subList(0, known).forEach(entry -> hers.admit(entry.jws()));
      List<Entry> missing = EntryFeed.missing(all, hers.heads());
      assertThat(missing).hasSize(all.size() - known);
      for (Entry each : missing) {
        assertThat(hers.admit(each.jws())).isInstanceOf(Admission.Added.class);
      }
      assertThat(hers.heads()).isEqualTo(all.isEmpty() ? Map.of() : headsOf(all));
    }
  }

  private static Map<DelegationId, Head> headsOf(List<Entry> entries) {
    Map<DelegationId, Head> heads = new TreeMap<>();
    entries.forEach(entry -> heads.put(entry.chain(), entry.head()));
    return heads;
  }

  @Test
  void aHeadThatIsNotOursBringsTheWholeChain() {
    List<Entry> all = all();
    Map<DelegationId, Head> heads = headsOf(all);
    heads.put(talk.anna().delegation(), new Head(3, Digest.of("another branch")));
    assertThat(EntryFeed.missing(all, heads))
        .isNotEmpty()
        .allMatch(entry -> entry.chain().equals(talk.anna().delegation()));
  }

  @Test
  void whoAskedOnceIsToldWhatIsNewAndNothingTwice() throws Exception {
    EntryFeed.goOn(List.of(occupant), this::all);
    assertThat(heard).as("she has not asked").isEmpty();
    EntryFeed.begin(occupant, Map.of(), all());
    List<Entry> before = all();
    talk.talks().perform(talk.anna(), new Act.Leave(talk.anna().personId()));
    EntryFeed.goOn(List.of(occupant), this::all);
    EntryFeed.goOn(List.of(occupant), this::all);
    assertThat(told()).isEqualTo(all().stream().map(Entry::jws).toList());
    assertThat(all()).hasSizeGreaterThan(before.size());
  }

  @Test
  void aShorterListTakesNothingBackAndIsNoNews() throws Exception {
    EntryFeed.begin(occupant, Map.of(), all());
    EntryFeed.goOn(List.of(occupant), List::of);
    assertThat(heard).as("only what she asked for").hasSize(1);
    talk.talks().perform(talk.anna(), new Act.Leave(talk.anna().personId()));
    EntryFeed.goOn(List.of(occupant), this::all);
    assertThat(told()).isEqualTo(all().stream().map(Entry::jws).toList());
  }
}
