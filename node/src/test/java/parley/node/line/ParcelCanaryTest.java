package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemText;
import parley.dossier.model.Medium;
import parley.dossier.model.Role;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.node.demo.DemoCast;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.words.Language;

/** Whatever a node keeps beside a talk's entries and their texts is in no parcel of the talk. */
class ParcelCanaryTest {
  /** What the exchange is about, and what the foundation reads while it runs. */
  private static final Set<String> SHARED =
      Set.of("talk", "talk_delegation", "entry", "other_branch", "body", "delegation", "person");

  private final List<String> canaries = new ArrayList<>();

  @Test
  void nothingPrivateOfASideIsInAnyParcel() throws SQLException {
    try (House norland = House.norland();
        House sudria = House.sudria()) {
      invite(norland);
      plant(norland);
      assertThat(canaries).as("planted").hasSizeGreaterThan(60);
      Pair pair = new Pair(norland, sudria, norland.journal());
      secretTalk(norland, pair);
      Seat anna = pair.convene();
      pair.arrange();
      object(pair, anna);
      Body stray = pair.near.body(Texts.of("en", canary("stray-body")));
      keepBeside(norland, anna, stray);
      pair.restartNear();
      pair.begin();
      List<Digest> lacking = List.of(stray.digest());
      pair.hostile(ParcelMaker.heads(anna.talk(), List.of(), lacking, 3, 0));
      pair.hostile(ParcelMaker.heads(anna.talk(), List.of(), lacking, 4, pair.asked()));
      for (int parcel = 0; parcel < 5; parcel++) {
        pair.hostile(ParcelMaker.taken(anna.talk()));
      }
      String all = pair.sentText();
      assertThat(pair.sentEntries())
          .as("control: the whole talk was sent")
          .hasSize(pair.entries().size());
      assertThat(all).as("control: a shared reason").contains("The shared reason of Norland");
      String opened =
          all + pair.entries().stream().map(Object::toString).collect(Collectors.joining());
      assertThat(opened).as("control: what entries say is looked at").contains("Anna Whitfield");
      assertThat(canaries).allSatisfy(canary -> assertThat(opened).doesNotContain(canary));
    }
  }

  private String canary(String name) {
    String canary = "canary-" + name;
    canaries.add(canary);
    return canary;
  }

  /** Somebody who has no key is in no credentials. */
  private void invite(House norland) {
    norland.people.add(
        new Delegate(
            DelegateId.parse("unseen.norland"),
            DemoCast.NORLAND,
            Map.of(Language.EN, canary("person-name")),
            Map.of(Language.EN, canary("person-office")),
            Set.of(Role.NEGOTIATOR),
            Language.EN,
            false));
  }

  /** A row in every other table with text, and a canary in each column that takes it. */
  private void plant(House norland) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + norland.file());
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      ResultSet found =
          statement.executeQuery(
              "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
                  + " and name not like 'flyway%'");
      while (found.next()) {
        tables.add(found.getString(1));
      }
      tables.removeAll(SHARED);
      for (String table : tables) {
        plant(statement, table);
      }
    }
  }

  private void plant(Statement statement, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    ResultSet column = statement.executeQuery("pragma table_info(" + table + ")");
    while (column.next()) {
      String name = column.getString("name");
      columns.add(name);
      String type = column.getString("type").toLowerCase(Locale.ROOT);
      String text = "'canary-" + table + "-" + name + "'";
      switch (type) {
        case "text" -> values.add(text);
        case "blob" -> values.add("cast(" + text + " as blob)");
        default -> values.add("77");
      }
      if (!type.equals("integer")) {
        texts.add(table + "-" + name);
      }
    }
    if (texts.isEmpty()) {
      return; // nothing of it could be told from any other number
    }
    statement.executeUpdate(
        "insert into %s (%s) values (%s)"
            .formatted(table, String.join(",", columns), String.join(",", values)));
    texts.forEach(this::canary);
  }

  /** A talk with somebody else, of which this counterpart must learn nothing. */
  private void secretTalk(House norland, Pair pair) {
    Seat secret =
        pair.near.convene(
            norland.binder(), List.of(), List.of(Texts.of("en", canary("other-side"))));
    assertThat(pair.near.copy(secret.talk())).isPresent();
    canaries.add(secret.talk().value());
  }

  private static void object(Pair pair, Seat anna) {
    Term item = new Term.Format(Medium.VIDEO, 45);
    Digest offered =
        done(pair.near.perform(anna, pair.near.proposal(anna, item, Optional.empty())));
    Body reason = pair.near.body(Texts.of("en", "The shared reason of Norland"));
    done(pair.near.perform(anna, new Act.Withdraw(offered, Optional.of(reason.digest())), reason));
    Body text = pair.near.body(new ItemText(Texts.of("en", "Title"), Texts.of("en", "Wording")));
    done(
        pair.near.perform(
            anna,
            pair.near.proposal(
                anna,
                new Term.AgendaItem(pair.near.newItem(), 1, 15, text.digest()),
                Optional.empty()),
            text));
  }

  private static Digest done(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done.entry().actDigest();
      case Outcome other -> throw new AssertionError(other.toString());
    };
  }

  /** A text that no entry refers to, as it might be left by somebody's mistake. */
  private static void keepBeside(House norland, Seat anna, Body stray) {
    norland.journal().append(anna.talk(), List.of(), List.of(stray));
  }
}
