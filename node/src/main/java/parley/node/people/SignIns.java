package parley.node.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import parley.node.storage.Database;

/** One-time sign-in links, and sessions, however they begin. Any thread. */
public final class SignIns {
  /**
   * How long a link can be used. Longer helps who is slow; shorter helps when a link goes astray.
   */
  public static final Duration LINK_LIFETIME = Duration.ofHours(24);

  /** A session ends after this time, whatever she does. */
  public static final Duration SESSION_LIFETIME = Duration.ofHours(12);

  /** A session ends when she asked for nothing for this long, whatever her open pages ask for. */
  public static final Duration SESSION_IDLE = Duration.ofHours(4);

  /** For how long a touch of her passkey counts as proof that it is she who asks. */
  public static final Duration PROOF_LIFETIME = Duration.ofMinutes(5);

  /** How exactly {@code seen_at} is kept. Finer costs one durable write for each page. */
  private static final Duration SEEN_GRAIN = Duration.ofMinutes(5);

  /** A clock is put right by less than this without anybody noticing. */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

  private final Database database;
  private final Clock clock;
  private final RandomGenerator random;
  private final ConcurrentHashMap<String, Session> live = new ConcurrentHashMap<>();
  private final List<Consumer<DelegateId>> watchers = new CopyOnWriteArrayList<>();
  private final List<Runnable> endWatchers = new CopyOnWriteArrayList<>();

  private record Session(
      DelegateId person, Instant startedAt, Instant seenAt, Optional<Instant> provenAt) {
    boolean hasEnded(Instant now) {
      return !now.isBefore(startedAt.plus(SESSION_LIFETIME))
          || !now.isBefore(seenAt.plus(SESSION_IDLE))
          || now.isBefore(startedAt.minus(CLOCK_SLACK)); // begun under a clock that was ahead
    }

    Session seen(Instant now) {
      return new Session(person, startedAt, now, provenAt);
    }

    Session proven(Instant now) {
      return new Session(person, startedAt, seenAt, Optional.of(now));
    }

    boolean isProven(Instant now) {
      return provenAt
          .filter(at -> !now.isBefore(at) && now.isBefore(at.plus(PROOF_LIFETIME)))
          .isPresent();
    }
  }

  /** How much of a digest names a session on pages. */
  private static final int ID_LENGTH = 16;

  /** What a link is worth now. */
  public enum LinkState {
    GOOD,
    USED,
    EXPIRED,
    UNKNOWN
  }

  private record Link(Instant expiresAt, boolean used) {}

  public SignIns(Database database, Clock clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /** Calls {@code watcher} after each signing in. */
  public void watch(Consumer<DelegateId> watcher) {
    watchers.add(watcher);
  }

  /** Calls {@code watcher} after sessions have ended. */
  public void whenEnded(Runnable watcher) {
    endWatchers.add(watcher);
  }

  /** A new link for {@code person}; earlier ones stay good until used or expired. */
  public Secret issueLink(DelegateId person) {
    return issueLinks(List.of(person)).get(person);
  }

  /** A new link for each of {@code people}, made durable together. */
  public Map<DelegateId, Secret> issueLinks(List<DelegateId> people) {
    Map<DelegateId, Secret> links = new HashMap<>();
    people.forEach(person -> links.put(person, Secret.from(random)));
    long expiresAt = clock.instant().plus(LINK_LIFETIME).toEpochMilli();
    database.write(
        handle -> {
          links.forEach(
              (person, secret) ->
                  handle.execute(
                      "insert into sign_in_link (digest, person, expires_at) values (?, ?, ?)",
                      secret.digest(),
                      person.toString(),
                      expiresAt));
          return links.size();
        });
    return links;
  }

  /** What {@code link} is worth for {@code person}. Looking changes nothing: mail scanners look. */
  public LinkState look(DelegateId person, Secret link) {
    return state(database.read(handle -> find(handle, person, link)));
  }

  /** Uses up the link and begins a session; empty when the link is not good (any more). */
  public Optional<Secret> signIn(DelegateId person, Secret link) {
    Instant now = clock.instant();
    Secret session = Secret.from(random);
    boolean begun = database.write(handle -> begin(handle, person, link, session, now));
    if (!begun) {
      return Optional.empty();
    }
    begun(person);
    return Optional.of(session);
  }

  /**
   * Begins a session of somebody who has just touched her passkey.
   *
   * @param isHers asked while nobody else writes: whether it has not been taken from her meanwhile
   */
  public Optional<Secret> signIn(DelegateId person, BooleanSupplier isHers) {
    Optional<Secret> session =
        database.write(
            handle ->
                isHers.getAsBoolean() ? Optional.of(begin(handle, person)) : Optional.empty());
    session.ifPresent(any -> begun(person));
    return session;
  }

  /**
   * The same within the caller's transaction. When that is done, say that it has {@link #begun}.
   */
  public Secret begin(Handle handle, DelegateId person) {
    Secret session = Secret.from(random);
    Instant now = clock.instant();
    insert(handle, person, session, now, Optional.of(now));
    return session;
  }

  /** Tells who watches that she has signed in. */
  public void begun(DelegateId person) {
    watchers.forEach(watcher -> watcher.accept(person));
  }

  /** Notes that the session's person has just touched her passkey. */
  public void prove(Secret cookie) {
    String digest = cookie.digest();
    Instant now = clock.instant();
    database.write(
        handle ->
            handle.execute(
                "update session set proven_at = ? where digest = ?", now.toEpochMilli(), digest));
    live.computeIfPresent(digest, (any, session) -> session.proven(now));
  }

  /** Whether the session's person has touched her passkey so lately that it need not be again. */
  public boolean isProven(DelegateId person, Secret cookie) {
    if (!isSignedIn(person, cookie)) {
      return false;
    }
    Session session = live.get(cookie.digest());
    return session != null && session.isProven(clock.instant());
  }

  /** Whether the session is hers and has not ended. Looking does not keep it from ending. */
  public boolean isSignedIn(DelegateId person, Secret cookie) {
    String digest = cookie.digest();
    Session session = live.computeIfAbsent(digest, this::load);
    if (session == null || !session.person.equals(person)) {
      return false;
    }
    if (session.hasEnded(clock.instant())) {
      end(digest);
      return false;
    }
    return true;
  }

  /** The same, for something that she herself asked for: her session is not idle. */
  public boolean use(DelegateId person, Secret cookie) {
    if (!isSignedIn(person, cookie)) {
      return false;
    }
    String digest = cookie.digest();
    Instant now = clock.instant();
    Session session = live.get(digest);
    if (session != null && !now.isBefore(session.seenAt.plus(SEEN_GRAIN))) {
      live.computeIfPresent(digest, (any, last) -> last.seen(now)); // unless it was ended meanwhile
      database.write(
          handle ->
              handle.execute(
                  "update session set seen_at = ? where digest = ?", now.toEpochMilli(), digest));
    }
    return true;
  }

  /** Ends the session. */
  public void signOut(Secret cookie) {
    end(cookie.digest());
  }

  private void end(String digest) {
    database.write(handle -> handle.execute("delete from session where digest = ?", digest));
    forget(List.of(digest));
  }

  /** A session that has not ended, as its delegation's administrators see it. */
  public record Open(String id, DelegateId person, Instant startedAt, Instant seenAt) {}

  /** The delegation's sessions, latest used first. */
  public List<Open> open(String delegation) {
    Instant now = clock.instant();
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        """
                        select digest, person, started_at, seen_at, proven_at from session
                        where person in (select id from person where delegation = ?)
                        order by seen_at desc, digest""")
                    .bind(0, delegation)
                    .map((row, context) -> Map.entry(row.getString("digest"), session(row)))
                    .list())
        .stream()
        .filter(each -> !each.getValue().hasEnded(now))
        .map(
            each ->
                new Open(
                    each.getKey().substring(0, ID_LENGTH),
                    each.getValue().person,
                    each.getValue().startedAt,
                    each.getValue().seenAt))
        .toList();
  }

  /**
   * Ends a person's sessions, or the one that is called {@code id}, within a transaction. Once that
   * is durable, the result has to be {@link #forget forgotten}.
   */
  public List<String> end(Handle handle, DelegateId person, Optional<String> id) {
    List<String> digests =
        handle
            .createQuery("select digest from session where person = ? and substr(digest, 1, ?) = ?")
            .bind(0, person.toString())
            .bind(1, id.map(String::length).orElse(0))
            .bind(2, id.orElse(""))
            .mapTo(String.class)
            .list();
    digests.forEach(each -> handle.execute("delete from session where digest = ?", each));
    return digests;
  }

  /** Takes ended sessions out of memory. */
  public void forget(List<String> digests) {
    digests.forEach(live::remove);
    endWatchers.forEach(Runnable::run);
  }

  private boolean begin(
      Handle handle, DelegateId person, Secret link, Secret session, Instant now) {
    if (state(find(handle, person, link)) != LinkState.GOOD) {
      return false;
    }
    handle.execute(
        "update sign_in_link set used_at = ? where digest = ?", now.toEpochMilli(), link.digest());
    handle.execute(
        "delete from sign_in_link where expires_at < ?", now.minus(LINK_LIFETIME).toEpochMilli());
    insert(handle, person, session, now, Optional.empty());
    return true;
  }

  private static void insert(
      Handle handle, DelegateId person, Secret session, Instant now, Optional<Instant> proven) {
    handle.execute(
        "delete from session where started_at < ?", now.minus(SESSION_LIFETIME).toEpochMilli());
    handle.execute(
        "insert into session (digest, person, started_at, seen_at, proven_at) values (?, ?, ?, ?, ?)",
        session.digest(),
        person.toString(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        proven.map(Instant::toEpochMilli).orElse(null));
  }

  private LinkState state(Optional<Link> link) {
    if (link.isEmpty()) {
      return LinkState.UNKNOWN;
    }
    if (link.get().used) {
      return LinkState.USED;
    }
    return clock.instant().isBefore(link.get().expiresAt) ? LinkState.GOOD : LinkState.EXPIRED;
  }

  private static Optional<Link> find(Handle handle, DelegateId person, Secret link) {
    return handle
        .createQuery(
            "select expires_at, used_at is not null used from sign_in_link where digest = ? and person = ?")
        .bind(0, link.digest())
        .bind(1, person.toString())
        .map(
            (row, context) ->
                new Link(Instant.ofEpochMilli(row.getLong("expires_at")), row.getBoolean("used")))
        .findOne();
  }

  private Session load(String digest) {
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        "select person, started_at, seen_at, proven_at from session where digest = ?")
                    .bind(0, digest)
                    .map((row, context) -> session(row))
                    .findOne())
        .orElse(null);
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        DelegateId.parse(row.getString("person")),
        Instant.ofEpochMilli(row.getLong("started_at")),
        Instant.ofEpochMilli(row.getLong("seen_at")),
        Optional.ofNullable((Number) row.getObject("proven_at"))
            .map(at -> Instant.ofEpochMilli(at.longValue())));
  }
}
