package parley.dossier.chain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import parley.dossier.model.Act;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.PackageMark;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.SealPublicKey;

/**
 * What one chain has established up to an entry. A function of that entry's own past, so it is the
 * same on every node.
 *
 * @param convener whether the chain began with the talk's convening
 * @param revisions the credentials presented, and those that rotations made of them, oldest first
 * @param accepts the credentials of others that were accepted
 * @param revoked person keys (COSE) that count no more
 * @param lastAct the last act that a person signed
 * @param counters each person key's last signature counter
 * @param packages how many members of each package were proposed
 * @param devices all that were ever admitted
 */
public record ChainContext(
    boolean convener,
    List<Revision> revisions,
    Map<DelegationId, Set<Digest>> accepts,
    Set<String> revoked,
    Optional<Digest> lastAct,
    Map<String, Long> counters,
    Map<PackageMark, Integer> packages,
    Map<SealPublicKey, Device> devices) {

  /** Credentials by the digest of the act that presented them, or rotated their key. */
  public record Revision(Digest digest, Credentials credentials) {}

  /**
   * A device's standing.
   *
   * @param cose her key that admitted it; if that is revoked the device counts no more
   */
  public record Device(PersonId person, String cose, boolean dismissed) {}

  /** The context of a chain that begins with these credentials. */
  static ChainContext begin(boolean convener, Digest act, Credentials credentials) {
    return new ChainContext(
        convener,
        List.of(new Revision(act, credentials)),
        Map.of(),
        Set.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  /** The latest credentials, accepted or not. */
  public Revision presented() {
    return revisions.getLast();
  }

  /** The key that must seal the next entry. */
  public SealPublicKey key() {
    return presented().credentials().key();
  }

  /** Commitment to the key of the next rotation. */
  public Digest nextKey() {
    return presented().credentials().nextKey();
  }

  /** Whether the device may hold the rooms' keys, as far as this chain is concerned. */
  public boolean isLive(Device device) {
    return !device.dismissed() && !revoked.contains(device.cose());
  }

  /** The credentials of this digest, if this chain presented them. */
  public Optional<Revision> revision(Digest digest) {
    return revisions.stream().filter(r -> r.digest().equals(digest)).findFirst();
  }

  public boolean hasAccepted(DelegationId delegation, Digest credentials) {
    return accepts.getOrDefault(delegation, Set.of()).contains(credentials);
  }

  /** The context after an act, whose digest this is, has been added; signed by this person. */
  ChainContext after(Act act, Digest digest, Optional<Person> signer) {
    return switch (act) {
      case Act.Present p -> withRevision(new Revision(digest, p.credentials()));
      case Act.Accept a -> withAccept(a);
      case Act.Rotate r ->
          withRevision(
              new Revision(digest, presented().credentials().rotated(r.key(), r.nextKey())));
      case Act.Revoke r -> withRevoked(r);
      case Act.AdmitDevice d ->
          withDevice(d.device(), new Device(d.person(), signer.orElseThrow().key().cose(), false));
      case Act.DismissDevice d ->
          withDevice(d.device(), new Device(d.person(), devices.get(d.device()).cose(), true));
      case Act.Propose p when p.pack().isPresent() -> withPackage(p.pack().get());
      case Act other -> this;
    };
  }

  /** The context after a person has signed an act. */
  ChainContext signed(Digest act, String cose, long counter) {
    Map<String, Long> all = new HashMap<>(counters);
    all.put(cose, counter);
    return new ChainContext(
        convener,
        revisions,
        accepts,
        revoked,
        Optional.of(act),
        Map.copyOf(all),
        packages,
        devices);
  }

  private ChainContext withRevision(Revision revision) {
    List<Revision> all = Stream.concat(revisions.stream(), Stream.of(revision)).toList();
    return new ChainContext(convener, all, accepts, revoked, lastAct, counters, packages, devices);
  }

  private ChainContext withAccept(Act.Accept accept) {
    Map<DelegationId, Set<Digest>> all = new HashMap<>(accepts);
    Set<Digest> digests = new HashSet<>(all.getOrDefault(accept.delegation(), Set.of()));
    digests.add(accept.credentials());
    all.put(accept.delegation(), Set.copyOf(digests));
    return new ChainContext(
        convener, revisions, Map.copyOf(all), revoked, lastAct, counters, packages, devices);
  }

  private ChainContext withRevoked(Act.Revoke revoke) {
    Set<String> all = new HashSet<>(revoked);
    revisions.stream()
        .flatMap(r -> r.credentials().person(revoke.person()).stream())
        .forEach(person -> all.add(person.key().cose()));
    return new ChainContext(
        convener, revisions, accepts, Set.copyOf(all), lastAct, counters, packages, devices);
  }

  private ChainContext withPackage(PackageMark pack) {
    Map<PackageMark, Integer> all = new HashMap<>(packages);
    all.merge(pack, 1, Integer::sum);
    return new ChainContext(
        convener, revisions, accepts, revoked, lastAct, counters, Map.copyOf(all), devices);
  }

  private ChainContext withDevice(SealPublicKey key, Device device) {
    Map<SealPublicKey, Device> all = new HashMap<>(devices);
    all.put(key, device);
    return new ChainContext(
        convener, revisions, accepts, revoked, lastAct, counters, packages, Map.copyOf(all));
  }
}
