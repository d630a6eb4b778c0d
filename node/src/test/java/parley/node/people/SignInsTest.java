package parley.node.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.model.Role;
import parley.node.storage.Database;
import parley.node.words.Language;

class SignInsTest {
  private static final DelegateId ANNA = new DelegateId("norland", "anna");
  private static final DelegateId TOM = new DelegateId("norland", "tom");
  private static final Duration TICK = Duration.ofMillis(1);

  @TempDir Path folder;
  private Database database;
  private SignIns signIns;
  private Instant now = Instant.parse("2026-03-29T00:30:00Z");

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("parley.db"));
    People people = new People(database);
    Delegation norland =
        new Delegation("norland", Language.EN, ZoneId.of("UTC"), Map.of(Language.EN, "Norland"));
    people.add(norland);
    for (DelegateId id : List.of(ANNA, TOM)) {
      people.add(new Delegate(id, norland, Map.of(), Map.of(), Set.of(Role.LISTENER), Language.EN));
    }
    signIns = new SignIns(database, clock(), new SecureRandom());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldRefuseALinkFromTheInstantItExpires() {
    Secret first = signIns.issueLink(ANNA);
    Secret second = signIns.issueLink(ANNA);
    now = now.plus(SignIns.LINK_LIFETIME).minus(TICK);
    assertThat(signIns.signIn(ANNA, first)).isPresent();
    now = now.plus(TICK);
    assertThat(signIns.look(ANNA, second)).isEqualTo(SignIns.LinkState.EXPIRED);
    assertThat(signIns.signIn(ANNA, second)).isEmpty();
  }

  @Test
  void shouldEndASessionAfterItsLifetimeHoweverBusySheIs() {
    Secret session = signIns.signIn(ANNA, signIns.issueLink(ANNA)).orElseThrow();
    Instant end = now.plus(SignIns.SESSION_LIFETIME);
    while (now.plus(Duration.ofHours(1)).isBefore(end)) {
      now = now.plus(Duration.ofHours(1));
      assertThat(signIns.use(ANNA, session)).isTrue();
    }
    now = end;
    assertThat(signIns.isSignedIn(ANNA, session)).isFalse();
  }

  @Test
  void shouldEndASessionThatNobodyUses() {
    Secret session = signIns.signIn(ANNA, signIns.issueLink(ANNA)).orElseThrow();
    now = now.plus(SignIns.SESSION_IDLE).minus(TICK);
    assertThat(signIns.use(ANNA, session)).isTrue();
    now = now.plus(SignIns.SESSION_IDLE);
    assertThat(signIns.use(ANNA, session)).isFalse();
  }

  @Test
  void shouldEndASessionOfWhichOnlyAnOpenPageAsks() {
    Secret session = signIns.signIn(ANNA, signIns.issueLink(ANNA)).orElseThrow();
    Instant end = now.plus(SignIns.SESSION_IDLE);
    for (; now.isBefore(end); now = now.plus(Duration.ofMinutes(15))) {
      assertThat(signIns.isSignedIn(ANNA, session)).isTrue();
    }
    assertThat(signIns.isSignedIn(ANNA, session)).isFalse();
  }

  @Test
  void shouldKnowItsSessionsAndLinksAfterARestart() {
    Secret session = signIns.signIn(ANNA, signIns.issueLink(ANNA)).orElseThrow();
    Secret link = signIns.issueLink(TOM);
    SignIns restarted = new SignIns(database, clock(), new SecureRandom());
    assertThat(restarted.isSignedIn(ANNA, session)).isTrue();
    assertThat(restarted.isSignedIn(TOM, session)).isFalse();
    assertThat(restarted.look(TOM, link)).isEqualTo(SignIns.LinkState.GOOD);
    restarted.signOut(session);
    assertThat(new SignIns(database, clock(), new SecureRandom()).isSignedIn(ANNA, session))
        .isFalse();
  }

  @Test
  void shouldLetOneOfManyUseALinkWhenAllTryAtOnce() throws Exception {
    Secret link = signIns.issueLink(ANNA);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> attempt = () -> signIns.signIn(ANNA, link).isPresent();
      int succeeded = 0;
      for (Future<Boolean> result : threads.invokeAll(java.util.Collections.nCopies(16, attempt))) {
        succeeded += result.get() ? 1 : 0;
      }
      assertThat(succeeded).isEqualTo(1);
    }
  }

  @Test
  void shouldStoreNoSecret() {
    Secret link = signIns.issueLink(ANNA);
    Secret session = signIns.signIn(ANNA, signIns.issueLink(ANNA)).orElseThrow();
    String stored =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select digest from sign_in_link union all select digest from session")
                    .mapTo(String.class)
                    .list()
                    .toString());
    assertThat(stored)
        .contains(link.digest(), session.digest())
        .doesNotContain(link.reveal())
        .doesNotContain(session.reveal());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
