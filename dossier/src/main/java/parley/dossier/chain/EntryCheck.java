package parley.dossier.chain;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import parley.dossier.chain.ChainContext.Revision;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Matter;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.webauthn.Assertions;
import parley.dossier.wire.Jws;

/**
 * Whether an entry holds, judged by nothing but its causal past, so that the verdict is the same on
 * every node and for ever.
 */
final class EntryCheck {
  private final Function<Digest, Optional<Link>> links;
  private final Function<Digest, List<Link>> proposals;
  private final BiPredicate<Link, Link> follows;
  private final Assertions assertions = new Assertions();

  /** A person's checked signature and her authenticator's counter. */
  private record Signature(Person person, long counter) {}

  /**
   * @param links admitted entries by hash
   * @param proposals admitted proposals by the digest of their act
   * @param follows whether the first is, or comes after, the second in one branch of one chain
   */
  EntryCheck(
      Function<Digest, Optional<Link>> links,
      Function<Digest, List<Link>> proposals,
      BiPredicate<Link, Link> follows) {
    this.links = links;
    this.proposals = proposals;
    this.follows = follows;
  }

  /** Ties the entry to its past; the past must have been admitted. */
  Link check(Entry entry) {
    Optional<Link> previous = entry.previous().flatMap(links);
    SortedMap<DelegationId, Link> seen = new TreeMap<>();
    entry.seen().forEach((chain, head) -> seen.put(chain, seen(chain, head)));
    previous.ifPresent(link -> checkPrevious(entry, link));
    ChainContext own = previous.map(Link::context).orElseGet(() -> begin(entry));
    checkSeal(entry, own);
    previous.ifPresent(link -> checkSeen(link, seen));
    checkComplete(entry.chain(), seen);
    View view = Link.view(entry.chain(), Optional.of(own), seen);
    Optional<Signature> by = checkPerson(entry, own, view);
    Optional<Person> signer = by.map(Signature::person);
    checkAct(new Link(entry, previous, seen, own, Optional.empty()), own, view);
    ChainContext signed =
        by.map(s -> own.signed(entry.actDigest(), s.person().key().cose(), s.counter()))
            .orElse(own);
    return new Link(
        entry,
        previous,
        seen,
        previous.isEmpty() ? signed : signed.after(entry.act(), entry.actDigest(), signer),
        signer);
  }

  private Link seen(DelegationId chain, Head head) {
    return links
        .apply(head.hash())
        .filter(link -> link.entry().chain().equals(chain) && link.entry().seq() == head.seq())
        .orElseThrow(() -> Reason.SEEN_UNKNOWN.because("no such entry in that chain"));
  }

  private static void checkPrevious(Entry entry, Link previous) {
    if (!previous.entry().chain().equals(entry.chain())) {
      throw Reason.PREVIOUS_MISMATCH.because("the previous entry is of another chain");
    }
    if (entry.seq() != previous.entry().seq() + 1) {
      throw Reason.SEQUENCE_WRONG.because("after " + previous.entry().seq());
    }
    if (entry.at().isBefore(previous.entry().at())) {
      throw Reason.TIME_BACKWARD.because(entry.at().toString());
    }
  }

  private ChainContext begin(Entry entry) {
    return switch (entry.act()) {
      case Act.Convene c -> {
        if (!TalkId.of(entry.chain(), c.nonce()).equals(entry.talk())) {
          throw Reason.TALK_MISMATCH.because("not the convener of this talk");
        }
        yield begin(true, entry, c.credentials());
      }
      case Act.Present p -> begin(false, entry, p.credentials());
      case Act other -> throw Reason.CHAIN_START.because("not its credentials");
    };
  }

  private ChainContext begin(boolean convener, Entry entry, Credentials credentials) {
    if (!DelegationId.of(credentials.key()).equals(entry.chain())) {
      throw Reason.CHAIN_START.because("the key is not the one the chain is named after");
    }
    checkKeys(credentials);
    return ChainContext.begin(convener, entry.actDigest(), credentials);
  }

  private void checkKeys(Credentials credentials) {
    credentials.people().forEach(person -> assertions.check(person.key()));
  }

  private void checkSeal(Entry entry, ChainContext own) {
    SealPublicKey key = own.key();
    if (entry.act() instanceof Act.Rotate rotate) {
      key = rotate.key();
      if (!key.commitment().equals(own.nextKey())) {
        throw Reason.ROTATION_INVALID.because("another key was committed to");
      }
    }
    if (!entry.kid().equals(key.thumbprint())) {
      throw Reason.KEY_UNKNOWN.because(entry.kid());
    }
    Jws.read(entry.jws(), Jws.ENTRY).verify(key);
  }

  /** What the previous entry had seen, this one has seen too. */
  private void checkSeen(Link previous, SortedMap<DelegationId, Link> seen) {
    previous
        .seen()
        .forEach(
            (chain, before) -> {
              Link now = seen.get(chain);
              if (now == null || !follows.test(now, before)) {
                throw Reason.SEEN_BACKWARD.because("of chain " + chain);
              }
            });
  }

  /** What the entries it has seen had seen, it has seen too. */
  private void checkComplete(DelegationId own, SortedMap<DelegationId, Link> seen) {
    for (Link head : seen.values()) {
      head.seen()
          .forEach(
              (chain, beyond) -> {
                Link mine = seen.get(chain);
                if (!chain.equals(own) && (mine == null || !follows.test(mine, beyond))) {
                  throw Reason.SEEN_INCOMPLETE.because("of chain " + chain);
                }
              });
    }
  }

  private Optional<Signature> checkPerson(Entry entry, ChainContext own, View view) {
    if (!entry.after().equals(own.lastAct())) {
      throw Reason.ACT_NOT_NEXT.because("another act was signed meanwhile");
    }
    boolean first = entry.previous().isEmpty();
    Optional<Revision> credentials = view.accepted(entry.chain());
    if (credentials.isEmpty() && !first && !Authority.beforeAcceptance(entry.act())) {
      throw Reason.CREDENTIALS_NOT_ACCEPTED.because("by every other party");
    }
    if (credentials.isPresent()
        && !credentials.get().credentials().key().equals(own.key())
        && !Authority.beforeRotationIsAccepted(entry.act())) {
      throw Reason.ROTATION_NOT_ACCEPTED.because("by every other party");
    }
    if (entry.by().isEmpty()) {
      if (Authority.needsPerson(entry.act()) && !first) {
        throw Reason.ASSERTION_MISSING.because("a person must sign this act");
      }
      return Optional.empty();
    }
    Revision revision = credentials.orElse(own.presented());
    return Optional.of(checkTestimony(entry, own, revision.credentials(), entry.by().get()));
  }

  private Signature checkTestimony(
      Entry entry, ChainContext own, Credentials credentials, Testimony by) {
    Person person = person(credentials, own, by.person());
    if (person.roles().stream().noneMatch(Authority.roles(entry.act())::contains)) {
      throw Reason.ROLE_NOT_ALLOWED.because(by.person().value());
    }
    if (!Authority.isHers(person.id(), person.roles(), entry.act())) {
      throw Reason.PERSON_WRONG.because(by.person().value());
    }
    long counter = assertions.verify(person.key(), by.assertion(), entry.actDigest().bytes());
    long last = own.counters().getOrDefault(person.key().cose(), 0L);
    if ((counter != 0 || last != 0) && counter <= last) {
      throw Reason.ASSERTION_COUNTER.because(counter + " after " + last);
    }
    return new Signature(person, counter);
  }

  private static Person person(Credentials credentials, ChainContext own, PersonId id) {
    return credentials
        .person(id)
        .filter(person -> !own.revoked().contains(person.key().cose()))
        .orElseThrow(() -> Reason.PERSON_UNKNOWN.because(id.value()));
  }

  private void checkAct(Link link, ChainContext own, View view) {
    DelegationId chain = link.entry().chain();
    switch (link.entry().act()) {
      case Act.Convene c when link.previous().isPresent() ->
          throw Reason.CHAIN_START.because("a talk is convened once");
      case Act.Convene c -> {}
      case Act.Present p when link.previous().isPresent() -> checkRevision(p.credentials(), own);
      case Act.Present p -> {}
      case Act.Accept a -> checkAccept(a, chain, view);
      case Act.Revoke r -> person(own.presented().credentials(), own, r.person());
      case Act.AdmitDevice d -> checkNewDevice(d, own);
      case Act.DismissDevice d -> checkDevice(d, own);
      case Act.Enter e -> checkMember(chain, e.person(), own, view);
      case Act.Leave l -> checkMember(chain, l.person(), own, view);
      case Act.Propose p -> checkProposal(p, link, own, view);
      case Act.Consent c -> checkParty(proposal(c.proposal(), link), chain);
      case Act.ConsentAdReferendum c -> checkParty(proposal(c.proposal(), link), chain);
      case Act.Confirm c -> checkParty(proposal(c.proposal(), link), chain);
      case Act.Objection o -> proposal(o.proposal(), link);
      case Act.Withdraw w -> checkWithdraw(proposal(w.proposal(), link), chain);
      case Act.Postpone p -> checkPostpone(proposal(p.proposal(), link), chain);
      case Act.Close c -> c.heads().values().forEach(head -> checkHead(head, link));
      case Act.Rotate r -> checkNewKey(r, own);
      case Act.Declare d -> {}
      case Act.Open o -> {}
      case Act.Release r -> {}
      case Act.Acknowledge a -> {}
    }
  }

  private void checkRevision(Credentials credentials, ChainContext own) {
    checkKeys(credentials);
    boolean same =
        credentials.key().equals(own.key())
            && credentials.nextKey().equals(own.nextKey())
            && credentials.capacity() == own.presented().credentials().capacity();
    if (!same) {
      throw Reason.CREDENTIALS_INVALID.because("key, next key and capacity must stay");
    }
  }

  private static void checkAccept(Act.Accept accept, DelegationId chain, View view) {
    if (accept.delegation().equals(chain)) {
      throw Reason.REFERENCE_WRONG.because("its own credentials");
    }
    ChainContext other = view.contexts().get(accept.delegation());
    if (other == null || other.revision(accept.credentials()).isEmpty()) {
      throw Reason.REFERENCE_UNKNOWN.because("credentials");
    }
  }

  private static void checkNewKey(Act.Rotate rotate, ChainContext own) {
    if (own.revisions().stream().anyMatch(r -> r.credentials().key().equals(rotate.key()))) {
      throw Reason.ROTATION_INVALID.because("a key that was replaced does not come back");
    }
  }

  private static void checkNewDevice(Act.AdmitDevice admit, ChainContext own) {
    if (own.devices().containsKey(admit.device())) {
      throw Reason.REFERENCE_WRONG.because("the device was admitted before");
    }
  }

  private static void checkDevice(Act.DismissDevice dismiss, ChainContext own) {
    ChainContext.Device device = own.devices().get(dismiss.device());
    if (device == null || !device.person().equals(dismiss.person())) {
      throw Reason.REFERENCE_UNKNOWN.because("device");
    }
    if (device.dismissed()) {
      throw Reason.REFERENCE_WRONG.because("the device was dismissed before");
    }
  }

  private static void checkMember(
      DelegationId chain, PersonId person, ChainContext own, View view) {
    person(view.accepted(chain).orElseThrow().credentials(), own, person);
  }

  private void checkProposal(Act.Propose propose, Link link, ChainContext own, View view) {
    if (!propose.parties().equals(view.parties())) {
      throw Reason.PARTIES_WRONG.because("parties of the talk: " + view.parties().size());
    }
    for (Digest replaced : propose.replaces()) {
      if (!matter(proposal(replaced, link)).equals(propose.term().matter())) {
        throw Reason.REFERENCE_WRONG.because("it would replace a term on another matter");
      }
    }
    propose
        .pack()
        .ifPresent(
            pack -> {
              boolean resized =
                  own.packages().keySet().stream()
                      .anyMatch(other -> other.id().equals(pack.id()) && !other.equals(pack));
              if (resized || own.packages().getOrDefault(pack, 0) >= pack.size()) {
                throw Reason.PACKAGE_INVALID.because(pack.id());
              }
            });
  }

  private Link proposal(Digest id, Link link) {
    return proposals.apply(id).stream()
        .filter(proposal -> knows(link, proposal))
        .findFirst()
        .orElseThrow(() -> Reason.REFERENCE_UNKNOWN.because("proposal"));
  }

  private boolean knows(Link link, Link other) {
    if (other.entry().chain().equals(link.entry().chain())) {
      return link.previous().filter(head -> follows.test(head, other)).isPresent();
    }
    Link head = link.seen().get(other.entry().chain());
    return head != null && follows.test(head, other);
  }

  private static Act.Propose propose(Link proposal) {
    return (Act.Propose) proposal.entry().act();
  }

  private static Matter matter(Link proposal) {
    return propose(proposal).term().matter();
  }

  private static void checkParty(Link proposal, DelegationId chain) {
    if (!propose(proposal).parties().contains(chain)) {
      throw Reason.PARTIES_WRONG.because("not a party of this proposal");
    }
  }

  private static void checkWithdraw(Link proposal, DelegationId chain) {
    if (!proposal.entry().chain().equals(chain)) {
      checkParty(proposal, chain);
    }
  }

  private static void checkPostpone(Link proposal, DelegationId chain) {
    checkParty(proposal, chain);
    if (!matter(proposal).equals(Matter.TIME)) {
      throw Reason.REFERENCE_WRONG.because("only a time can be postponed");
    }
  }

  private void checkHead(Head head, Link link) {
    if (links.apply(head.hash()).filter(other -> knows(link, other)).isEmpty()) {
      throw Reason.SEEN_UNKNOWN.because("close over an entry that was not seen");
    }
  }
}
