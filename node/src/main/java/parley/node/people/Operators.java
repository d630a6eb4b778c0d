package parley.node.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Whoever runs this node: known by a link that the node prints when it starts, good once. Links and
 * sessions are kept in memory only, so the next start ends them. Any thread.
 */
public final class Operators {
  /** How long a session lasts; then the node has to be started anew for another link. */
  public static final Duration SESSION_LIFETIME = Duration.ofHours(12);

  private final Clock clock;
  private final RandomGenerator random;
  private final Set<String> links = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> sessions = new ConcurrentHashMap<>();

  public Operators(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new link's secret. */
  public Secret issueLink() {
    Secret link = Secret.from(random);
    links.add(link.digest());
    return link;
  }

  /** Uses up the link and begins a session; empty when there is no such link (any more). */
  public Optional<Secret> signIn(Secret link) {
    if (!links.remove(link.digest())) {
      return Optional.empty();
    }
    Secret session = Secret.from(random);
    sessions.put(session.digest(), clock.instant().plus(SESSION_LIFETIME));
    return Optional.of(session);
  }

  /** Whether the session has not ended. */
  public boolean isSignedIn(Secret session) {
    Instant ends = sessions.get(session.digest());
    return ends != null && clock.instant().isBefore(ends);
  }

  /** Ends the session. */
  public void signOut(Secret session) {
    sessions.remove(session.digest());
  }
}
