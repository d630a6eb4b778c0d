package parley.node.keys;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import parley.dossier.chain.SealKey;
import parley.node.storage.KeyFile;

/** The Ed25519 keys of this node's delegations, made when first asked for. Any thread. */
public final class DelegationKeys {
  private static final int SEED_BYTES = 32;

  private final Path folder;
  private final RandomGenerator random;
  private final Map<String, SealKey> keys = new ConcurrentHashMap<>();

  /**
   * @param folder of private keys
   * @param random secure; for new seeds
   */
  public DelegationKeys(Path folder, RandomGenerator random) {
    this.folder = folder;
    this.random = random;
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
    return KeyFile.readOrCreate(folder, name, SEED_BYTES, random);
  }
}
