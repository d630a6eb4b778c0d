package parley.dossier.chain;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Person;

/**
 * An admitted entry in its place: tied to those it follows and has seen.
 *
 * @param signer the person whose signature it carries, as in the credentials that counted then
 */
record Link(
    Entry entry,
    Optional<Link> previous,
    SortedMap<DelegationId, Link> seen,
    ChainContext context,
    Optional<Person> signer) {

  /** Whether {@code earlier} is this entry or one before it on the same branch of its chain. */
  boolean follows(Link earlier) {
    Link link = this;
    while (link.entry.seq() > earlier.entry.seq()) {
      link = link.previous.orElseThrow();
    }
    return link.entry.hash().equals(earlier.entry.hash());
  }

  /** The view from this entry's past, its own chain as {@code own}. */
  static View view(
      DelegationId chain, Optional<ChainContext> own, SortedMap<DelegationId, Link> seen) {
    SortedMap<DelegationId, ChainContext> contexts = new TreeMap<>();
    seen.forEach((id, link) -> contexts.put(id, link.context));
    own.ifPresent(context -> contexts.put(chain, context));
    return new View(contexts);
  }
}
