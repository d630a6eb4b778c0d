package parley.node.press.publicview;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.node.words.Language;

/**
 * A delegation as the public sees it.
 *
 * @param slug its label in the host name
 * @param names what it calls itself, by language
 * @param language its own
 * @param zone by which its datelines are dated
 * @param key the public key that verifies its statements
 * @param statements newest first; of one instant, by id
 */
public record PressRoom(
    String slug,
    Map<Language, String> names,
    Language language,
    ZoneId zone,
    PublicKey key,
    List<Published> statements) {
  /** What the feed says was its last change while nothing has been released. */
  private static final Instant NEVER = Instant.EPOCH;

  private static final Comparator<Published> NEWEST_FIRST =
      Comparator.comparing((Published each) -> each.statement().released())
          .reversed()
          .thenComparing(each -> each.statement().id());

  public PressRoom {
    names = Map.copyOf(names);
    statements = statements.stream().sorted(NEWEST_FIRST).toList();
  }

  public String name(Language wanted) {
    return names.getOrDefault(wanted, names.getOrDefault(language, slug));
  }

  public Optional<Published> statement(StatementId id) {
    return statements.stream().filter(each -> each.statement().id().equals(id)).findFirst();
  }

  /** The statements of this room that point at {@code id} with {@code kind}, newest first. */
  public List<Published> pointingAt(StatementId id, Relation.Kind kind) {
    return statements.stream()
        .filter(
            each ->
                each.statement().relations().stream()
                    .anyMatch(
                        r -> r.kind() == kind && r.room().equals(slug) && r.statement().equals(id)))
        .toList();
  }

  /** Whether it was neither withdrawn nor corrected. */
  public boolean stands(StatementId id) {
    return withdrawalOf(id).isEmpty() && correctionOf(id).isEmpty();
  }

  /** The statement that took {@code id} back. */
  public Optional<Published> withdrawalOf(StatementId id) {
    return pointingAt(id, Relation.Kind.WITHDRAWS).stream().findFirst();
  }

  /** The latest statement that took the place of {@code id}. */
  public Optional<Published> correctionOf(StatementId id) {
    return pointingAt(id, Relation.Kind.CORRECTS).stream().findFirst();
  }

  public Instant lastChange() {
    return statements.isEmpty() ? NEVER : statements.getFirst().statement().released();
  }
}
