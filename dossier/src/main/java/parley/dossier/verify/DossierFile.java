package parley.dossier.verify;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
import parley.dossier.wire.FileFormat;

/**
 * An exported dossier.
 *
 * @param chains each chain's entries in order, as stored
 * @param bodies those that are neither withheld nor erased
 */
public record DossierFile(
    TalkId talk, SortedMap<DelegationId, List<String>> chains, SortedMap<Digest, Body> bodies) {

  /** The whole dossier with these bodies; leave out a body to withhold it. */
  public static DossierFile of(Dossier dossier, Collection<Body> bodies) {
    SortedMap<DelegationId, List<String>> chains = new TreeMap<>();
    dossier
        .heads()
        .keySet()
        .forEach(id -> chains.put(id, dossier.chain(id).stream().map(Entry::jws).toList()));
    SortedMap<Digest, Body> byDigest = new TreeMap<>();
    bodies.forEach(body -> byDigest.put(body.digest(), body));
    byDigest.keySet().retainAll(References.of(dossier.entries()));
    return new DossierFile(dossier.talk(), chains, byDigest);
  }

  /** The file's text: strict JSON, the same for the same dossier. */
  public String write() {
    return FileFormat.write(new FileFormat.Content(talk, chains, bodies));
  }

  /**
   * Reads a file, within limits of size and depth.
   *
   * @throws parley.dossier.model.Refusal if it is not a dossier of this version
   */
  public static DossierFile read(byte[] file) {
    FileFormat.Content content = FileFormat.read(file);
    return new DossierFile(content.talk(), content.chains(), content.bodies());
  }
}
