package parley.dossier.verify;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import parley.dossier.chain.Dossier;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;

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
    throw new UnsupportedOperationException("lands next");
  }

  /** The file's text: strict JSON, the same for the same dossier. */
  public String write() {
    throw new UnsupportedOperationException("lands next");
  }

  /** Reads a file, within limits of size and depth. */
  public static DossierFile read(byte[] file) {
    throw new UnsupportedOperationException("lands next");
  }
}
