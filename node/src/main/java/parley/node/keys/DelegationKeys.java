package parley.node.keys;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.SealPublicKey;
import parley.node.storage.KeyVault;
import parley.node.talk.SealKeys;

/**
 * The Ed25519 keys of this node's delegations, made when first asked for. Any thread.
 *
 * <p>Sealing keys are numbered: {@code norland.seal.1}, {@code norland.seal.2}… The highest is the
 * next key, the one before it seals new talks. Of a destroyed key the public half stays, as {@code
 * norland.was.1}, since chains are named after the key they began with.
 */
public final class DelegationKeys implements SealKeys {
  private static final int SEED_BYTES = 32;
  private static final String SEAL = ".seal.";
  private static final String WAS = ".was.";

  private final KeyVault vault;
  private final Map<String, SealKey> keys = new ConcurrentHashMap<>();
  private final Map<String, Ring> rings = new ConcurrentHashMap<>();

  /**
   * A delegation's sealing keys.
   *
   * @param held by number
   * @param chains that began with one of them, or with one destroyed since
   */
  private record Ring(NavigableMap<Integer, SealKey> held, Set<DelegationId> chains) {
    int currentNumber() {
      return held.lowerKey(held.lastKey());
    }

    void add(int number, SealKey key) {
      held.put(number, key);
      chains.add(DelegationId.of(key.publicKey()));
    }
  }

  public DelegationKeys(KeyVault vault) {
    this.vault = vault;
  }

  /** The key that signs the delegation's published statements. */
  public SealKey statement(String delegation) {
    return key(delegation + ".statement");
  }

  /** The key of this node's certificate on the delegation's line to other nodes. */
  public SealKey line(String delegation) {
    return key(delegation + ".line");
  }

  @Override
  public synchronized SealKey current(String delegation) {
    Ring ring = ring(delegation);
    return ring.held().get(ring.currentNumber());
  }

  @Override
  public synchronized SealKey next(String delegation) {
    return ring(delegation).held().lastEntry().getValue();
  }

  @Override
  public synchronized Optional<SealKey> held(String delegation, SealPublicKey key) {
    return ring(delegation).held().values().stream()
        .filter(held -> held.publicKey().equals(key))
        .findFirst();
  }

  @Override
  public synchronized boolean isOwn(String delegation, DelegationId chain) {
    return ring(delegation).chains().contains(chain);
  }

  @Override
  public synchronized Optional<Act.Rotate> step(String delegation, Credentials from) {
    NavigableMap<Integer, SealKey> held = ring(delegation).held();
    return held.headMap(held.lastKey(), false).entrySet().stream()
        .filter(entry -> entry.getValue().publicKey().commitment().equals(from.nextKey()))
        .map(
            entry ->
                new Act.Rotate(
                    entry.getValue().publicKey(),
                    held.higherEntry(entry.getKey()).getValue().publicKey().commitment()))
        .findFirst();
  }

  @Override
  public synchronized void advance(String delegation) {
    add(delegation, ring(delegation));
  }

  @Override
  public synchronized void retire(String delegation, Set<SealPublicKey> inUse) {
    Ring ring = ring(delegation);
    for (int number : List.copyOf(ring.held().headMap(ring.currentNumber(), false).keySet())) {
      SealPublicKey key = ring.held().get(number).publicKey();
      if (!inUse.contains(key)) {
        vault.put(delegation + WAS + number, key.bytes());
        vault.destroy(delegation + SEAL + number);
        ring.held().remove(number);
      }
    }
  }

  private Ring ring(String delegation) {
    return rings.computeIfAbsent(
        delegation,
        any -> {
          Ring ring = new Ring(new TreeMap<>(), new HashSet<>());
          for (String name : names(delegation + SEAL)) {
            int number = Integer.parseInt(name.substring(name.lastIndexOf('.') + 1));
            ring.add(number, SealKey.ofSeed(seed(name)));
          }
          for (String name : names(delegation + WAS)) {
            ring.chains().add(DelegationId.of(new SealPublicKey(Base64Url.encode(seed(name)))));
          }
          while (ring.held().size() < 2) {
            add(delegation, ring);
          }
          return ring;
        });
  }

  private void add(String delegation, Ring ring) {
    int number = ring.held().isEmpty() ? 1 : ring.held().lastKey() + 1;
    ring.add(number, SealKey.ofSeed(seed(delegation + SEAL + number)));
  }

  private List<String> names(String prefix) {
    return vault.names().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  private SealKey key(String name) {
    return keys.computeIfAbsent(name, any -> SealKey.ofSeed(seed(name)));
  }

  /** The seed of this name. */
  byte[] seed(String name) {
    return vault.readOrCreate(name, SEED_BYTES);
  }
}
