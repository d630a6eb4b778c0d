package parley.dossier.model;

/**
 * A delegation and its chain: the RFC 7638 thumbprint of the first Ed25519 key of the chain, so
 * that whoever knows the id can check the chain's first entry with nothing else.
 */
public record DelegationId(String value) implements Comparable<DelegationId> {
  public DelegationId {
    if (Base64Url.decode(value, Base64Url.MAX_DIGEST).length != 32) {
      throw Reason.VALUE_INVALID.because("delegation id of 32 bytes expected");
    }
  }

  public static DelegationId of(SealPublicKey firstKey) {
    return new DelegationId(firstKey.thumbprint());
  }

  @Override
  public int compareTo(DelegationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
