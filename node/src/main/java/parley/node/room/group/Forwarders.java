package parley.node.room.group;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Stands in the conductor's place where another node orders the group: each delegation that lives
 * here has a line of its own to that node, over which its pages are forwarded. One of the lines
 * that are open brings the copy. One thread.
 */
public final class Forwarders implements GroupOrder {
  private final GroupLog copy;
  private final BiConsumer<String, Upward> up;

  /** By the delegation whose line it is. */
  private final Map<String, Forwarder> all = new TreeMap<>();

  /** Over whose line the copy comes. */
  private Optional<Forwarder> copying = Optional.empty();

  /**
   * None yet.
   *
   * @param copy what is kept of the group; nobody else writes it
   * @param up says something to the node that orders, over the line of the delegation named first
   */
  public Forwarders(GroupLog copy, BiConsumer<String, Upward> up) {
    this.copy = copy;
    this.up = up;
  }

  /** The one over the line of a delegation that lives here. */
  public Forwarder of(String side) {
    return all.computeIfAbsent(side, own -> new Forwarder(copy, word -> up.accept(own, word)));
  }

  /** It knows none of the pages there, and they say anew where they are. */
  public void open(String side) {
    of(side).open();
    share();
  }

  /** A new session: what was said in the one before is forgotten over there. */
  public void close(String side) {
    of(side).close();
    share();
  }

  /** Whether that line has a connection; what is said without one waits in the line. */
  public void connected(String side, boolean now) {
    of(side).connected(now);
    share();
  }

  /** What comes late over a line that was down is in the copy already. */
  private void share() {
    if (copying.filter(Forwarder::isConnected).isEmpty()) {
      copying = all.values().stream().filter(Forwarder::isConnected).findFirst().or(() -> copying);
    }
    all.values().forEach(each -> each.copies(copying.filter(each::equals).isPresent()));
  }

  private Forwarder of(Page page) {
    String person = page.person();
    return of(person.substring(person.indexOf('.') + 1));
  }

  @Override
  public void sit(Page page) {
    of(page).sit(page);
  }

  @Override
  public void putOnRecord(Page page) {
    of(page).putOnRecord(page);
  }

  @Override
  public void lose(Page page) {
    of(page).lose(page);
  }

  @Override
  public void remove() {
    all.values().forEach(Forwarder::remove);
  }

  @Override
  public void end() {
    all.values().forEach(Forwarder::end);
  }

  @Override
  public boolean hasKeys(Page page, long epoch) {
    return of(page).hasKeys(page, epoch);
  }

  @Override
  public void hear(Page page, GroupRequest request) {
    of(page).hear(page, request);
  }
}
