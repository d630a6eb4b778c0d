package parley.node.keys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import parley.dossier.chain.SealKey;
import parley.node.storage.KeyVault;

/** The Ed25519 keys of this node's delegations, made when first asked for. Any thread. */
public final class DelegationKeys {
  private static final int SEED_BYTES = 32;

  private final KeyVault vault;
  private final Map<String, SealKey> keys = new ConcurrentHashMap<>();

  public DelegationKeys(KeyVault vault) {
    this.vault = vault;
  }

  /** The key that seals the delegation's entries. */
  public SealKey seal(String delegation) {
    return key(delegation + ".seal");
  }

  /** The key that the delegation would rotate to; its credentials commit to it. */
  public SealKey next(String delegation) {
    return key(delegation + ".next");
  }

  /** The key that signs the delegation's published statements. */
  public SealKey statement(String delegation) {
    return key(delegation + ".statement");
  }

  /** The key of this node's certificate on the delegation's line to other nodes. */
  public SealKey line(String delegation) {
    return key(delegation + ".line");
  }

  private SealKey key(String name) {
    return keys.computeIfAbsent(name, any -> SealKey.ofSeed(seed(name)));
  }

  /** The seed of this name. */
  byte[] seed(String name) {
    return vault.readOrCreate(name, SEED_BYTES);
  }
}
