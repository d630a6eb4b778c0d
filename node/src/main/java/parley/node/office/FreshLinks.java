package parley.node.office;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import parley.node.people.Actor;
import parley.node.people.DelegateId;
import parley.node.people.Secret;

/**
 * Invitations that were issued a moment ago, so that whoever issued one can read and copy it, also
 * after reloading the page. In memory only: the database knows digests. Any thread.
 */
public final class FreshLinks {
  private static final Duration READABLE = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Map<DelegateId, Fresh> links = new ConcurrentHashMap<>();

  private record Fresh(Actor by, Secret secret, Instant until) {}

  public FreshLinks(InstantSource clock) {
    this.clock = clock;
  }

  /** Keeps {@code person}'s new invitation for {@code by} to read. */
  public void keep(Actor by, DelegateId person, Secret invitation) {
    Instant now = clock.instant();
    links.values().removeIf(each -> !now.isBefore(each.until()));
    links.put(person, new Fresh(by, invitation, now.plus(READABLE)));
  }

  /** The invitation, if it was {@code by} who issued it, a moment ago. */
  public Optional<Secret> of(Actor by, DelegateId person) {
    return Optional.ofNullable(links.get(person))
        .filter(fresh -> fresh.by().equals(by) && clock.instant().isBefore(fresh.until()))
        .map(Fresh::secret);
  }
}
